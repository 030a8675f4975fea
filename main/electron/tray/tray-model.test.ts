import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../../shared/queue/row.ts';
import { parseIso } from '../../../shared/time/instant.ts';
import { zoneOf } from '../../text/clock-words.ts';
import { wordsFor } from '../../text/words.ts';
import { trayModel, type TrayEntry } from './tray-model.ts';

const at = (iso: string) => parseIso(iso) ?? Number.NaN;
const now = at('2026-11-19T12:00:00Z');
const wording = { words: wordsFor('en'), zone: zoneOf('UTC'), now };
const monday = at('2026-11-23T09:00:00Z');
const payments = { id: 'payments', name: 'Payments' };
const billing = { id: 'billing', name: 'Billing' };

function deskWith(patch: Partial<Desk>): Desk {
  return {
    organisation: 'Example Shop',
    connection: { state: 'online', since: now, pending: 0, clockOffsetMs: 0 },
    onDuty: [],
    laterDuties: [],
    onCall: [],
    queue: [],
    suppressed: 0,
    returned: [],
    handoffs: [],
    people: [],
    services: [],
    locale: 'en',
    colorScheme: 'auto',
    version: '0',
    ...patch,
  };
}

function rowOf(number: number, patch: Partial<IncidentRow> = {}): IncidentRow {
  const named = { id: 'x', name: 'Checkout' };
  return {
    id: `i${number}`,
    number,
    title: 'Payments fail',
    severity: 'critical',
    service: named,
    policy: named,
    status: 'triggered',
    epoch: 1,
    ringing: 'me',
    pagesNobody: false,
    alarm: true,
    insistent: true,
    blockedBy: [],
    answers: [],
    needed: 1,
    paged: [],
    level: 1,
    levels: 1,
    triggeredAt: 0,
    lastAlertAt: 0,
    alertCount: 1,
    noteCount: 0,
    test: false,
    pending: 0,
    ...patch,
  };
}

function labelsOf(menu: readonly TrayEntry[]): string[] {
  return menu.map((entry) => (entry.kind === 'line' ? '-' : entry.label));
}

const offline: Desk['connection'] = { state: 'offline', since: at('2026-11-19T11:02:00Z'), pending: 0, clockOffsetMs: 0 };
const onDuty = [{ schedule: payments, from: now, until: monday }];

describe('the tray icon', () => {
  it.each<[string, Partial<Desk>, string]>([
    ['nothing', {}, 'quiet'],
    ['on call', { onDuty }, 'on-call'],
    ['cut off while on call', { onDuty, connection: offline }, 'cut-off'],
    ['not paired', { connection: { ...offline, state: 'unpaired' } }, 'cut-off'],
    ['catching up', { onDuty, connection: { ...offline, state: 'updating' } }, 'on-call'],
    ['ringing for others', { queue: [rowOf(1, { ringing: 'others' })] }, 'quiet'],
    ['ringing while cut off', { queue: [rowOf(1)], connection: offline }, 'ringing'],
  ])('%s', (_what, patch, state) => {
    expect(trayModel(deskWith(patch), wording).state).toBe(state);
  });

  it('counts what rings for this person and nothing else', () => {
    const queue = [rowOf(1), rowOf(2), rowOf(3, { ringing: 'others' }), rowOf(4, { ringing: 'no', status: 'acknowledged' })];
    expect(trayModel(deskWith({ queue }), wording).count).toBe(2);
  });
});

describe('the tooltip', () => {
  it.each<[string, Partial<Desk>]>([
    ['On call for Payments until Mon 09:00. 1 ringing.', { onDuty, queue: [rowOf(1)] }],
    ['On call for Payments and Billing until Mon 09:00.', { onDuty: [...onDuty, { schedule: billing, from: now, until: monday }] }],
    [
      'On call for Payments until Mon 09:00 and Billing until 18:00.',
      { onDuty: [...onDuty, { schedule: billing, from: now, until: at('2026-11-19T18:00:00Z') }] },
    ],
    ['Not on call. Next: Payments, Mon 09:00.', { nextDuty: { schedule: payments, from: monday, until: monday } }],
    ['Not on call. Cut off from the relay since 11:02.', { connection: offline }],
    ['Not on call. The relay does not accept this device.', { connection: { ...offline, state: 'refused' } }],
    ['Not paired with a relay yet.', { connection: { ...offline, state: 'unpaired' } }],
    ['Not on call. Sounds paused until 12:30, except critical.', { soundsPausedUntil: at('2026-11-19T12:30:00Z') }],
    ['Not on call.', { soundsPausedUntil: at('2026-11-19T11:59:59Z') }],
  ])('%s', (sentence, patch) => {
    expect(trayModel(deskWith(patch), wording).tooltip).toBe(sentence);
  });
});

describe('the tray menu', () => {
  it('puts what rings first, each with its acknowledgement', () => {
    const queue = [rowOf(7), rowOf(8, { severity: 'error', test: true })];
    const { menu } = trayModel(deskWith({ queue }), wording);
    expect(menu.slice(0, 6)).toEqual([
      { kind: 'item', label: 'Critical: Checkout, Payments fail', action: { kind: 'show-incident', incident: 'i7' } },
      { kind: 'item', label: 'Acknowledge #7', action: { kind: 'acknowledge', incident: 'i7' } },
      { kind: 'line' },
      { kind: 'item', label: '[Test] Error: Checkout, Payments fail', action: { kind: 'show-incident', incident: 'i8' } },
      { kind: 'item', label: 'Acknowledge #8', action: { kind: 'acknowledge', incident: 'i8' } },
      { kind: 'line' },
    ]);
  });

  it('leaves a storm to the window', () => {
    const queue = Array.from({ length: 40 }, (_, i) => rowOf(i + 1));
    const labels = labelsOf(trayModel(deskWith({ queue }), wording).menu);
    expect(labels.filter((label) => label.startsWith('Acknowledge'))).toHaveLength(5);
    expect(labels).toContain('35 more ringing…');
  });

  it('says who is on call, in a menu of its own where they are many', () => {
    const onCall = [
      { schedule: payments, zone: 'UTC', person: { id: 'ana', name: 'Ana' }, until: monday, also: [], backup: [] },
      { schedule: billing, zone: 'UTC', also: [], backup: [] },
    ];
    const few = trayModel(deskWith({ onCall }), wording).menu;
    expect(labelsOf(few).slice(0, 4)).toEqual(['On call now', 'Payments: Ana until Mon 09:00', 'Billing: nobody', '-']);
    const many = trayModel(
      deskWith({ onCall: Array.from({ length: 9 }, () => ({ schedule: billing, zone: 'UTC', also: [], backup: [] })) }),
      wording,
    ).menu;
    expect(many[0]).toEqual({ kind: 'list', label: 'On call now', labels: Array.from({ length: 9 }, () => 'Billing: nobody') });
  });

  it('offers to pause sounds, and to take the pause back', () => {
    const paused = deskWith({ soundsPausedUntil: at('2026-11-19T12:30:00Z') });
    expect(labelsOf(trayModel(deskWith({}), wording).menu)).toContain('Pause sounds for one hour (never for critical)');
    expect(trayModel(paused, wording).menu).toContainEqual({
      kind: 'item',
      label: 'Sounds paused until 12:30: play them again',
      action: { kind: 'resume-sounds' },
    });
  });

  it('always ends with a way in and a way out', () => {
    expect(labelsOf(trayModel(deskWith({}), wording).menu)).toEqual([
      'Open Watchbell',
      'Pause sounds for one hour (never for critical)',
      '-',
      'Quit',
    ]);
  });
});
