import type { Desk, Duty, OnCallRow } from '../../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../../shared/queue/row.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import { dayAndTime } from '../../text/clock-words.ts';
import { severityAndService } from '../../text/notice-for.ts';
import { plainLine } from '../../text/plain.ts';
import { listOf, type Words } from '../../text/words.ts';

/** What the icon tells from across the room; what rings comes before what is cut off. */
export type TrayState = 'quiet' | 'on-call' | 'ringing' | 'cut-off';

/** What choosing an entry does. */
export type TrayAction =
  | { kind: 'acknowledge' | 'show-incident'; incident: string }
  | { kind: 'show-window' | 'pause-sounds' | 'resume-sounds' | 'quit' };

/** One entry of the menu; one without an action only tells something. */
export type TrayEntry =
  | { kind: 'line' }
  | { kind: 'item'; label: string; action?: TrayAction }
  | { kind: 'list'; label: string; labels: string[] };

/** Everything the tray shows. */
export interface TrayModel {
  state: TrayState;
  /** Incidents ringing for this person. */
  count: number;
  tooltip: string;
  menu: TrayEntry[];
}

/** What the tray is put in words with. `now` is the local wall clock. */
export interface TrayWording {
  words: Words;
  zone: Zone;
  now: Instant;
}

const shownAtMost = 5;
const titleLength = 60;
const cutOffStates: ReadonlySet<Desk['connection']['state']> = new Set(['offline', 'refused', 'unpaired']);

/** What the tray shows for a desk. */
export function trayModel(desk: Desk, wording: TrayWording): TrayModel {
  const ringing = desk.queue.filter((row) => row.ringing === 'me');
  return {
    state: stateOf(desk, ringing.length),
    count: ringing.length,
    tooltip: tooltipOf(desk, ringing.length, wording),
    menu: [...ringingEntries(ringing, wording), ...onCallEntries(desk.onCall, wording), ...ownEntries(desk, wording)],
  };
}

/** The schedules a person is on call for and until when, in a sentence: `On call for Payments until Mon 09:00.` */
export function dutySentence(onDuty: readonly Duty[], { words, zone, now }: TrayWording): string {
  const byEnd = Map.groupBy(onDuty, ({ until }) => dayAndTime(until, now, zone, words));
  const duties = [...byEnd].map(([until, duty]) =>
    words.tray.duty(
      listOf(
        duty.map(({ schedule }) => schedule.name),
        words,
      ),
      until,
    ),
  );
  return words.tray.onCall(listOf(duties, words));
}

function stateOf(desk: Desk, ringing: number): TrayState {
  if (ringing > 0) {
    return 'ringing';
  }
  if (cutOffStates.has(desk.connection.state)) {
    return 'cut-off';
  }
  return desk.onDuty.length > 0 ? 'on-call' : 'quiet';
}

function tooltipOf(desk: Desk, ringing: number, wording: TrayWording): string {
  const { words, zone, now } = wording;
  const { connection, onDuty, nextDuty } = desk;
  if (connection.state === 'unpaired') {
    return words.tray.unpaired;
  }
  const sentences = onDuty.length > 0 ? [dutySentence(onDuty, wording)] : [words.tray.notOnCall];
  if (onDuty.length === 0 && nextDuty) {
    sentences.push(words.tray.nextDuty(nextDuty.schedule.name, dayAndTime(nextDuty.from, now, zone, words)));
  }
  if (ringing > 0) {
    sentences.push(words.tray.ringing(ringing));
  }
  if (connection.state === 'offline') {
    sentences.push(words.tray.cutOff(dayAndTime(connection.since, now, zone, words)));
  } else if (connection.state === 'refused') {
    sentences.push(words.tray.refused);
  }
  if (isPaused(desk, now)) {
    sentences.push(words.tray.soundsPaused(dayAndTime(desk.soundsPausedUntil ?? now, now, zone, words)));
  }
  return sentences.join(' ');
}

function ringingEntries(ringing: readonly IncidentRow[], { words }: TrayWording): TrayEntry[] {
  const entries = ringing.slice(0, shownAtMost).flatMap((row): TrayEntry[] => {
    const label = words.tray.incident(severityAndService(row, words), plainLine(row.title, titleLength));
    return [
      { kind: 'item', label: row.test ? words.notice.test(label) : label, action: { kind: 'show-incident', incident: row.id } },
      { kind: 'item', label: words.tray.acknowledge(row.number), action: { kind: 'acknowledge', incident: row.id } },
      { kind: 'line' },
    ];
  });
  if (ringing.length > shownAtMost) {
    const label = words.tray.moreRinging(ringing.length - shownAtMost);
    entries.push({ kind: 'item', label, action: { kind: 'show-window' } }, { kind: 'line' });
  }
  return entries;
}

function onCallEntries(rows: readonly OnCallRow[], { words, zone, now }: TrayWording): TrayEntry[] {
  const labels = rows.map(({ schedule, person, until }) =>
    person && until !== undefined
      ? words.tray.onCallRowUntil(schedule.name, person.name, dayAndTime(until, now, zone, words))
      : words.tray.onCallRow(schedule.name, person?.name ?? words.tray.nobody),
  );
  if (labels.length > shownAtMost) {
    return [{ kind: 'list', label: words.tray.whoIsOnCall, labels }, { kind: 'line' }];
  }
  const lines = labels.map((label): TrayEntry => ({ kind: 'item', label }));
  return labels.length === 0 ? [] : [{ kind: 'item', label: words.tray.whoIsOnCall }, ...lines, { kind: 'line' }];
}

function ownEntries(desk: Desk, { words, zone, now }: TrayWording): TrayEntry[] {
  const until = dayAndTime(desk.soundsPausedUntil ?? now, now, zone, words);
  return [
    { kind: 'item', label: words.tray.open, action: { kind: 'show-window' } },
    isPaused(desk, now)
      ? { kind: 'item', label: words.tray.resumeSounds(until), action: { kind: 'resume-sounds' } }
      : { kind: 'item', label: words.tray.pauseSounds, action: { kind: 'pause-sounds' } },
    { kind: 'line' },
    { kind: 'item', label: words.tray.quit, action: { kind: 'quit' } },
  ];
}

function isPaused(desk: Desk, now: Instant): boolean {
  return (desk.soundsPausedUntil ?? 0) > now;
}
