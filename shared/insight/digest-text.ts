import { momentText } from '../coverage/day-text.ts';
import type { Reader } from '../coverage/sentences.ts';
import type { Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import { nameOf, type Workspace } from '../workspace/workspace.ts';
import type { Digest, DigestWatch } from './digest.ts';
import { digestWords, type DigestWords } from './digest-words.ts';

/** A digest in sentences: a title, then each section with its own. */
export interface ToldDigest {
  title: string;
  sections: { title: string; lines: string[] }[];
}

/** What is listed one by one; of more than this the number is told. */
const mostListed = 20;

/** Tells a digest (S81); times are on the clock of `zone`, UTC when none is given. */
export function tellDigest(workspace: Workspace, digest: Digest, { language, now, zone = 'UTC' }: Reader): ToldDigest {
  const words = digestWords[language];
  const at = (instant: Instant) => momentText(instant, zone, now, language);
  const person = (id: string | undefined) => (id === undefined ? undefined : nameOf(workspace, 'person', id));
  const colon = language === 'fr' ? ' : ' : ': ';
  const about = (incident: Incident, rest: string) => {
    const service = nameOf(workspace, 'service', incident.service);
    // One line each, in a mail and in a terminal, whatever a monitor put into its title.
    const title = incident.title.replaceAll(/\p{Cc}+/gu, ' ');
    return `${words.incident(incident.number, title, words.severity[incident.severity], service)}${colon}${rest}`;
  };
  const { ringing, held, quiet, began, resolved, changed, watches } = digest;
  const open = [
    ...ringing.map((each) => about(each, words.rings(at(each.statusSince)))),
    ...held.map((each) => {
      const rest = words.held(person(each.acknowledgement?.person), at(each.acknowledgement?.happenedAt ?? each.statusSince));
      return about(each, each.snoozedUntil === undefined ? rest : `${rest} ${words.asleep(at(each.snoozedUntil))}`);
    }),
    ...quiet.map((each) => about(each, words.quiet(at(each.triggeredAt)))),
  ];
  const news = [
    ...resolved.map((each) => about(each, words.resolved(person(each.resolution?.person)))),
    ...changed.map((each) => about(each, words.news(at(each.lastEventAt)))),
  ];
  return {
    title: words.title(at(digest.until)),
    sections: [
      { title: words.open, lines: [words.standing(ringing.length, held.length, quiet.length), ...atMost(open, words)] },
      { title: words.changes, lines: [words.counts(began.length, resolved.length, changed.length), ...atMost(news, words)] },
      {
        title: words.watches,
        lines: watches.length === 0 ? [words.noSchedule] : watches.map((watch) => watchText(workspace, watch, words, at)),
      },
    ],
  };
}

function atMost(lines: readonly string[], words: DigestWords): string[] {
  return lines.length <= mostListed ? [...lines] : [...lines.slice(0, mostListed), words.more(lines.length - mostListed)];
}

function watchText(
  workspace: Workspace,
  { schedule, onCall, next }: DigestWatch,
  words: DigestWords,
  at: (instant: Instant) => string,
): string {
  const name = nameOf(workspace, 'schedule', schedule);
  const names = [...new Set(onCall.map(({ person }) => nameOf(workspace, 'person', person)))];
  const until = Math.min(...onCall.map((shift) => shift.until));
  const who = names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${words.and} ${names.at(-1) ?? ''}`;
  const now = onCall.length === 0 ? words.nobody(name) : words.onCall(name, who, next && at(until));
  if (!next) {
    return now + words.noChange;
  }
  return now + words.thenComes(nameOf(workspace, 'person', next.person), next.from === until ? undefined : at(next.from));
}
