import type { Desk } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import type { Bell } from '../runner/bell.ts';
import { zoneOf, dayAndTime } from '../text/clock-words.ts';
import { plainLine } from '../text/plain.ts';
import { wordsFor } from '../text/words.ts';
import type { DeskSource } from './desk-source.ts';

/** Tells what happens at this desk, a sentence each, for whoever started it from a terminal. */
export function tellStory(source: DeskSource, tell: (sentence: string) => void, now: () => number): () => void {
  let before: Desk | undefined;
  return source.subscribe((desk) => {
    sentences(before, desk, now()).forEach((sentence) => tell(sentence));
    before = desk;
  });
}

/** The same bell, told of aloud: every page raised, and every one that could not be. */
export function toldBell(bell: Bell, titleOf: (incident: string) => string, tell: (sentence: string) => void): Bell {
  return {
    async raise(incident, page) {
      const result = await bell.raise(incident, page);
      const title = `"${plainLine(titleOf(incident), 80)}"`;
      tell(
        result.outcome === 'shown'
          ? `Page ${page.page} of ${title} is on the screen (${page.reason}).`
          : `Page ${page.page} of ${title} could not be shown: ${result.why}`,
      );
      return result;
    },
    clear: (incident) => bell.clear(incident),
  };
}

/** What changed between two desks, in sentences. */
export function sentences(before: Desk | undefined, after: Desk, now: number): string[] {
  return [...connectionSentences(before, after, now), ...after.queue.flatMap((row) => rowSentences(row, before, after))];
}

function connectionSentences(before: Desk | undefined, after: Desk, now: number): string[] {
  const { state, why, pending } = after.connection;
  if (before?.connection.state === state) {
    return [];
  }
  const name = after.me?.name ?? 'Nobody';
  const zone = zoneOf(after.me?.zone);
  const words = wordsFor('en');
  const duty = after.onDuty[0];
  switch (state) {
    case 'online':
      return [
        `${name}'s desktop is connected to the relay.`,
        ...(before?.onDuty.length || !duty
          ? []
          : [`${name} is on call for ${duty.schedule.name} until ${dayAndTime(duty.until, now, zone, words)}.`]),
      ];
    case 'offline':
      return [`Cut off from the relay (${why ?? 'no answer'}) Paging goes on from this laptop; ${pending} commands wait.`];
    case 'refused':
      return [`The relay refuses this desktop: ${why ?? ''}`];
    case 'unpaired':
      return ['This desktop is not paired with a relay yet; the window asks for the pairing code.'];
    case 'connecting':
    case 'updating':
      return [];
  }
}

function rowSentences(row: IncidentRow, before: Desk | undefined, after: Desk): string[] {
  const was = before?.queue.find(({ id }) => id === row.id);
  const title = `#${row.number} "${plainLine(row.title, 80)}"`;
  const said: string[] = [];
  if (!was && row.status !== 'resolved') {
    said.push(`Incident ${title} on ${row.service.name}, ${row.severity}.`);
  }
  if (row.ringing === 'me' && was?.ringing !== 'me') {
    said.push(`The bell rings for ${after.me?.name ?? 'me'}: ${title}.`);
  }
  if (row.level > (was?.level ?? 0) && row.ringing !== 'me' && row.paged.length > 0) {
    said.push(`${title} pages ${row.paged.map(({ name }) => name).join(', ')}.`);
  }
  if (row.status === 'acknowledged' && was?.status !== 'acknowledged') {
    said.push(`${title} is acknowledged${row.heldBy ? ` by ${row.heldBy.name}` : ''}; the bell is still.`);
  }
  if (row.status === 'resolved' && was && was.status !== 'resolved') {
    said.push(`${title} is resolved.`);
  }
  return said;
}
