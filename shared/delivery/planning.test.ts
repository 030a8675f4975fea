import { expect, it } from 'vitest';
import { eventsOf, idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, triggered } from '../../test/harness/folding.ts';
import { sample } from '../../test/harness/workspaces.ts';
import { fold, emptyState } from '../state/state.ts';
import { differenceTo } from '../workspace/difference.ts';
import { readWorkspaceFile } from '../workspace/file.ts';
import { deliveriesOf } from './planning.ts';
import { whyNotNeeded } from './recheck.ts';

const incident = { kind: 'incident' as const, id: idOf('down') };
const step: EventSketch = {
  type: 'step.fired',
  entity: incident,
  body: {
    stepId: idOf('step'),
    epoch: 1,
    position: { cycle: 1, level: 1, repeat: 0 },
    dueAt: mondayNight,
    targets: ['ana'],
    outcome: 'paged',
    reason: 'triggered',
    channels: ['room'],
  },
};

/** The state after some events, and what each of them asks to be brought outside. */
function planned(pages: string, sketches: readonly EventSketch[]) {
  const { definitions } = readWorkspaceFile(sample.replace('    name: Ana Lima\n', `    name: Ana Lima\n    pages: ${pages}\n`));
  const state = emptyState();
  const defined = definitions ? differenceTo(state.workspace, definitions).map(({ draft }) => draft as EventSketch) : [];
  const events = eventsOf([...defined, ...sketches]);
  const asked = events.map((event) => {
    fold(state, event);
    return { event, deliveries: deliveriesOf(state, event, [{ id: 'cmdb', events: ['incident.'] }, { id: 'all' }]) };
  });
  return { state, asked: asked.slice(defined.length) };
}

it('[DLV8] asks for the same by the same ids however often it is asked, and for nothing twice', () => {
  const all =
    '[{ channel: sms }, { channel: sms, after: 3m }, { channel: mail, after: 1m, urgency: low }, { channel: desktop, after: 1m }]';
  const { state, asked } = planned(all, [triggered({}, incident.id), step]);
  const [opened, fired] = asked;
  expect(opened?.deliveries.map(({ to }) => to)).toEqual([
    { kind: 'subscriber', subscriber: 'cmdb' },
    { kind: 'subscriber', subscriber: 'all' },
  ]);
  expect(
    fired?.deliveries.map(({ to, page, dueAt }) => [Object.values(to).join(' '), page, dueAt - (fired?.event.recordedAt ?? 0)]),
  ).toEqual([
    ['person ana sms', 1, 0],
    ['person ana sms', 2, 180_000],
    ['room room', 1, 0],
    ['subscriber all', 1, 0],
  ]);
  expect(fired && deliveriesOf(state, fired.event, [{ id: 'all' }]).map(({ id }) => id)).toEqual(fired?.deliveries.map(({ id }) => id));
  expect(new Set(fired?.deliveries.map(({ id }) => id)).size).toBe(4);
  expect(fired && deliveriesOf(state, { ...fired.event, verdict: 'noop' })).toEqual([]);
});

it('[DLV1] pages who is asked to help or handed it, whoever holds the incident, until they have answered', () => {
  const asks: EventSketch = { type: 'incident.responders-added', entity: incident, body: { people: ['ana'], via: 'window' } };
  const { state, asked } = planned('[{ channel: sms }]', [triggered({}, incident.id), { ...acknowledged(1), entity: incident }, asks]);
  const page = asked.at(-1)?.deliveries.find(({ to }) => to.kind === 'person');
  expect(page).toMatchObject({ to: { person: 'ana', channel: 'sms' }, reason: 'asked' });
  const held = state.incidents.get(incident.id);
  expect(page && held && whyNotNeeded(page, held)).toBeUndefined();
  expect(page && held && whyNotNeeded(page, { ...held, calls: [] })).toBe('It was acknowledged before the message was sent.');
});

it('[OWN3] pages by rules for quiet hours within them and by the others outside, and what may wait comes when they are over', () => {
  const rules = '[{ channel: sms, during: other-hours }, { channel: voice, during: quiet-hours }, { channel: mail }]';
  const person = (from: string, until: string) => `${rules}\n    quietHours: [{ from: '${from}', until: '${until}' }]`;
  // Monday night, 03:00 in Lisbon at the earliest.
  const channels = (severity: string, quiet: boolean) => {
    const hours = quiet ? person('00:00', '24:00') : person('12:00', '12:01');
    const { asked } = planned(hours, [triggered({ severity }, incident.id), step]);
    return asked.at(-1)?.deliveries.flatMap(({ to }) => (to.kind === 'person' ? [to.channel] : []));
  };
  expect(channels('critical', true)).toEqual(['voice', 'mail']);
  expect(channels('critical', false)).toEqual(['sms', 'mail']);
  expect(channels('warning', true)).toEqual(['sms', 'mail']);
});

it('[OWN10] sends to the address a rule names', () => {
  const { asked } = planned('[{ channel: sms, to: private }, { channel: sms, after: 1m }]', [triggered({}, incident.id), step]);
  expect(asked.at(-1)?.deliveries.flatMap(({ to }) => (to.kind === 'person' ? [to.address] : []))).toEqual(['private', undefined]);
});
