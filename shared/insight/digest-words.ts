import type { Language } from '../coverage/day-text.ts';
import type { Severity } from '../log/severity.ts';

/** The words of a digest in one language; `at` is a time already written out. */
export interface DigestWords {
  title(at: string): string;
  open: string;
  changes: string;
  watches: string;
  severity: Record<Severity, string>;
  /** What is open, in one sentence; all nought means that nothing is. */
  standing(ringing: number, held: number, quiet: number): string;
  incident(number: number, title: string, severity: string, service: string): string;
  rings(at: string): string;
  held(by: string | undefined, at: string): string;
  quiet(at: string): string;
  asleep(at: string): string;
  counts(began: number, resolved: number, changed: number): string;
  resolved(by: string | undefined): string;
  news(at: string): string;
  more(left: number): string;
  /** `until` is left out where nothing changes in sight. */
  onCall(schedule: string, who: string, until: string | undefined): string;
  nobody(schedule: string): string;
  thenComes(who: string, from: string | undefined): string;
  noChange: string;
  noSchedule: string;
  and: string;
}

const en: DigestWords = {
  title: (at) => `The last 24 hours, ${at}`,
  open: 'Open',
  changes: 'What changed',
  watches: 'On call',
  severity: { critical: 'critical', error: 'error', warning: 'warning', info: 'information' },
  standing: (ringing, held, quiet) => {
    const total = ringing + held + quiet;
    if (total === 0) {
      return 'No incident is open.';
    }
    const parts = [
      ...(ringing > 0 ? [`${ringing} nobody has`] : []),
      ...(held > 0 ? [`${held} held`] : []),
      ...(quiet > 0 ? [`${quiet} kept back`] : []),
    ];
    return `${total === 1 ? '1 incident is open' : `${total} incidents are open`}: ${parts.join(', ')}.`;
  },
  incident: (number, title, severity, service) => `#${number} ${title} (${severity}, ${service})`,
  rings: (at) => `nobody has it since ${at}.`,
  held: (by, at) => `held by ${by ?? 'the monitor or the operator'} since ${at}.`,
  quiet: (at) => `kept back, began ${at}.`,
  asleep: (at) => `It sleeps until ${at}.`,
  counts: (began, resolved, changed) => `${began} began, ${resolved} resolved, ${changed} older with news.`,
  resolved: (by) => (by === undefined ? 'resolved by the monitor or the operator.' : `resolved by ${by}.`),
  news: (at) => `last news ${at}.`,
  more: (left) => `… and ${left} more.`,
  onCall: (schedule, who, until) => `${schedule}: ${who}${until === undefined ? '' : ` until ${until}`}`,
  nobody: (schedule) => `${schedule}: nobody is on call`,
  thenComes: (who, from) => `, then ${who}${from === undefined ? '' : ` from ${from}`}.`,
  noChange: ', no change in sight.',
  noSchedule: 'There is no schedule.',
  and: 'and',
};

/** One of a thing, or several; in French nought is one. */
function counted(number: number, one: string, several: string): string {
  return `${number} ${number > 1 ? several : one}`;
}

const fr: DigestWords = {
  title: (at) => `Les dernières 24 heures, ${at}`,
  open: 'En cours',
  changes: 'Ce qui a changé',
  watches: 'Astreintes',
  severity: { critical: 'critique', error: 'erreur', warning: 'avertissement', info: 'information' },
  standing: (ringing, held, quiet) => {
    const total = ringing + held + quiet;
    if (total === 0) {
      return 'Aucun incident en cours.';
    }
    const parts = [
      ...(ringing > 0 ? [`${ringing} sans personne`] : []),
      ...(held > 0 ? [`${held} pris en charge`] : []),
      ...(quiet > 0 ? [counted(quiet, 'retenu', 'retenus')] : []),
    ];
    return `${counted(total, 'incident', 'incidents')} en cours : ${parts.join(', ')}.`;
  },
  incident: (number, title, severity, service) => `#${number} ${title} (${severity}, ${service})`,
  rings: (at) => `personne ne s’en occupe depuis le ${at}.`,
  held: (by, at) => `pris en charge par ${by ?? 'la supervision ou l’exploitant'} depuis le ${at}.`,
  quiet: (at) => `retenu, commencé le ${at}.`,
  asleep: (at) => `En pause jusqu’au ${at}.`,
  counts: (began, resolved, changed) =>
    `${counted(began, 'nouveau', 'nouveaux')}, ${counted(resolved, 'résolu', 'résolus')}, ${counted(changed, 'plus ancien a changé', 'plus anciens ont changé')}.`,
  resolved: (by) => (by === undefined ? 'résolu par la supervision ou l’exploitant.' : `résolu par ${by}.`),
  news: (at) => `dernière nouvelle le ${at}.`,
  more: (left) => `… et ${counted(left, 'autre', 'autres')}.`,
  onCall: (schedule, who, until) => `${schedule} : ${who}${until === undefined ? '' : ` jusqu’au ${until}`}`,
  nobody: (schedule) => `${schedule} : personne n’est d’astreinte`,
  thenComes: (who, from) => `, puis ${who}${from === undefined ? '' : ` à partir du ${from}`}.`,
  noChange: ', aucun changement en vue.',
  noSchedule: 'Il n’y a pas de planning.',
  and: 'et',
};

/** The words of digests by language. */
export const digestWords: Readonly<Record<Language, DigestWords>> = { en, fr };
