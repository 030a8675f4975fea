import type { Instant } from '../../shared/time/instant.ts';
import type { Zone } from '../../shared/time/zone.ts';
import { dayAndTime } from '../text/clock-words.ts';
import { nextSentence } from '../text/notice-for.ts';
import { plainLine } from '../text/plain.ts';
import { listOf, type Words } from '../text/words.ts';
import type { Happening, IncidentName } from './happening.ts';
import type { TerminalWords } from './words/words.ts';

/** What sentences are made with. */
export interface Speech {
  words: TerminalWords;
  desktop: Words;
  zone: Zone;
  now: Instant;
}

const titleLength = 120;

function nameIt({ number, title, test }: Pick<IncidentName, 'number' | 'title' | 'test'>, { desktop }: Speech): string {
  const plain = plainLine(title, titleLength);
  return `#${number} ${test ? desktop.notice.test(plain) : plain}`;
}

/** What a happening says to a person, a line each; none for what another line has said already. */
export function say(happening: Happening, speech: Speech): string[] {
  const { words, desktop, zone, now } = speech;
  switch (happening.event) {
    case 'watching':
      return [words.watching(happening.person)];
    case 'connection':
      return connectionLines(happening, words);
    case 'update-due':
      return [words.updateDue(listOf(happening.types, desktop))];
    case 'on-call':
      return happening.schedules.map(({ schedule, person, isMe, until }) =>
        person === undefined
          ? words.nobodyOnCall(schedule)
          : words.onCall(schedule, isMe ? words.you(person) : person, until === undefined ? '?' : dayAndTime(until, now, zone, desktop)),
      );
    case 'page':
      return [words.page(`#${happening.incident.number} ${happening.text}`)];
    case 'incident':
      return happening.isMine ? [] : [incidentLine(happening, speech)];
    case 'paged':
      return [words.paged(nameIt(happening.incident, speech), listOf(happening.people, desktop))];
    case 'confirmed':
      return [words.confirmed(nameIt(happening.incident, speech))];
    case 'returned': {
      const incident = happening.incident === undefined ? '#?' : `#${happening.incident}`;
      return [happening.outcome === 'parked' ? words.parked(incident, happening.why) : words.refusedCommand(incident, happening.why)];
    }
    case 'answer':
      return [happening.text];
    case 'list':
      return happening.incidents.length === 0 ? [words.nothing] : happening.incidents.map((incident) => listLine(incident, speech));
    case 'help':
      return words.help.split('\n');
    case 'stopped':
      return [words.stopped];
  }
}

function connectionLines(
  { state, why = '', relay = '', pending }: Extract<Happening, { event: 'connection' }>,
  words: TerminalWords,
): string[] {
  const waiting = pending > 0 ? ` ${words.waiting(pending)}` : '';
  switch (state) {
    case 'online':
      return [words.online(relay)];
    case 'updating':
      return [words.updating];
    case 'offline':
      return [words.offline(why) + waiting];
    case 'refused':
      return [words.refused(why) + waiting];
    case 'connecting':
    case 'unpaired':
      return [];
  }
}

function incidentLine(happening: Extract<Happening, { event: 'incident' }>, speech: Speech): string {
  const { words, desktop } = speech;
  const { incident, by, change } = happening;
  const name = nameIt(incident, speech);
  switch (change) {
    case 'triggered':
      return words.triggered(`${name} (${desktop.severity[incident.severity]}, ${plainLine(incident.service, titleLength)})`);
    case 'rings-again':
      return words.ringsAgain(name);
    case 'acknowledged':
      return words.acknowledged(name, by);
    case 'resolved':
      return words.resolved(name, by);
  }
}

function listLine(incident: Extract<Happening, { event: 'list' }>['incidents'][number], speech: Speech): string {
  const { words, desktop, zone } = speech;
  const state =
    incident.by !== undefined ? words.heldBy(incident.by) : incident.ringing === 'me' ? words.rings : words.states[incident.status];
  const what = `${desktop.severity[incident.severity]}, ${plainLine(incident.service, titleLength)}, ${state}`;
  return `${nameIt(incident, speech)} (${what}). ${incident.next ? nextSentence(incident.next, desktop, zone) : ''}`.trim();
}
