import type { Tiding } from '../../shared/coverage/tidings.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { Zone } from '../../shared/time/zone.ts';
import type { Notice } from '../notify/notifier.ts';
import { dayAndTime } from './clock-words.ts';
import { plainLine } from './plain.ts';
import type { Words } from './words.ts';

/** The key of a notice about a schedule, told apart from the incidents' by its first word. */
export function keyOfSchedule(id: string): string {
  return `schedule/${id}`;
}

/** What a person is told about who is on call, as the system shows it: it never rings, and needs no answer. */
export function tidingNotice(tiding: Tiding, words: Words, zone: Zone, now: Instant): Notice {
  const [title, body] = textOf(tiding, words, (at) => dayAndTime(at, now, zone, words));
  return {
    key: keyOfSchedule(tiding.schedule.id),
    title,
    body,
    urgency: 'normal',
    sound: tiding.kind === 'gap-near',
    labels: { open: words.notice.open },
  };
}

function textOf(tiding: Tiding, { rota }: Words, time: (at: Instant) => string): [title: string, body: string] {
  const schedule = plainLine(tiding.schedule.name, 100);
  switch (tiding.kind) {
    case 'watches-changed': {
      const { gained, lost, inLeave } = tiding.impact;
      const sentences = [
        ...(gained[0] ? [rota.gained(gained.length, time(gained[0].from))] : []),
        ...(lost[0] ? [rota.lost(lost.length, time(lost[0].from))] : []),
        ...(inLeave.length > 0 ? [rota.inLeave] : []),
      ];
      return [rota.changed(schedule), sentences.join(' ')];
    }
    case 'gap-near':
      return [rota.gap(schedule), rota.gapText(time(tiding.from), time(tiding.until))];
    case 'swap-asked':
    case 'swap-approved':
    case 'swap-declined': {
      const who = plainLine(tiding.by.name, 100);
      const title = { 'swap-asked': rota.asked, 'swap-approved': rota.approved, 'swap-declined': rota.declined }[tiding.kind](who);
      return [title, rota.watch(schedule, time(tiding.swap.from), time(tiding.swap.until))];
    }
  }
}
