import type { CallReason, LeftOutReason, StepReason } from '../incident/incident-events.ts';
import type { Severity } from '../log/severity.ts';

/** The words of one language; `at` is a time already written out. */
export interface ExplainWords {
  and: string;
  nobody: string;
  lastResort: string;
  level(level: number): string;
  reason: Record<StepReason, string>;
  call: Record<CallReason, (by: string | undefined, rule: string | undefined) => string>;
  leftOut: Record<LeftOutReason, string>;
  severity: Record<Severity, string>;
  paged(who: string, at: string, where: string, behind: string, reason: string): string;
  pages(sent: number, failed: number): string;
  leftOutAt(who: string, at: string, level: string, why: string): string;
  called(who: string, at: string, why: string): string;
  notTheirTurn(who: string, level: string, schedule: string, onCall: string | undefined): string;
  shadowed(who: string, at: string, level: string): string;
  passedOver(who: string, level: string): string;
  notReached(who: string, level: string, last: string | undefined): string;
  notOnPath(who: string, policy: string): string;
  silent(severity: string): string;
  answered(who: string, at: string): string;
  notKnown(who: string): string;
  stepPaged(at: string, where: string, who: string): string;
  stepNobody(at: string, where: string): string;
  stepSkipped(at: string, where: string): string;
  stepSilent(at: string): string;
  said(channels: string): string;
  because(what: string, reason: string): string;
  next: {
    step(at: string, where: string, who: string): string;
    snoozed(at: string): string;
    unresolved(at: string): string;
    expires(at: string): string;
    held(who: string): string;
    over: string;
    nothing: string;
  };
}

const en: ExplainWords = {
  and: 'and',
  nobody: 'nobody',
  lastResort: 'the last resort',
  level: (level) => `level ${level}`,
  reason: {
    triggered: 'the incident began',
    reopened: 'it was reopened',
    'acknowledgement-expired': 'the acknowledgement lapsed',
    'not-resolved': 'it was not resolved in time',
    'escalated-by-hand': 'somebody escalated it by hand',
    'not-acknowledged': 'nobody had acknowledged in time',
    'nobody-on-step': 'the step before led to nobody',
    'nobody-reachable': 'nobody of the step before could be reached',
    'condition-not-met': 'the condition of the step before did not hold',
    'snooze-ended': 'the snooze was over',
    'severity-changed': 'it turned out worse',
    reassigned: 'it was reassigned',
    'policy-changed': 'another policy was put in force',
    'suppression-ended': 'what suppressed it was over',
    rule: 'a rule of the policy took it there',
    'path-exhausted': 'every step had its turn and nobody acknowledged',
    'nobody-answered': 'the last resort had not answered',
  },
  call: {
    asked: (by) => (by === undefined ? 'was asked to help' : `was asked to help by ${by}`),
    'handed-over': (by) => (by === undefined ? 'was asked to take it over' : `was asked by ${by} to take it over`),
    rule: (_, rule) => `is paged by the rule "${rule ?? ''}"`,
    approval: (_, rule) => `was asked to approve an action (checkpoint "${rule ?? ''}")`,
  },
  leftOut: { 'time-off': 'on leave', 'at-capacity': 'at the limit of what they take on' },
  severity: { critical: 'critical', error: 'error', warning: 'warning', info: 'information' },
  paged: (who, at, where, behind, reason) => `${who} was paged at ${at} by ${where}${behind}: ${reason}.`,
  pages: (sent, failed) => `${sent === 1 ? '1 page' : `${sent} pages`} shown${failed > 0 ? `, ${failed} failed` : ''}.`,
  leftOutAt: (who, at, level, why) => `${who} was left out of ${level} at ${at}: ${why}.`,
  called: (who, at, why) => `${who} ${why} at ${at}.`,
  notTheirTurn: (who, level, schedule, onCall) =>
    `${who} was not paged by ${level}: ${onCall === undefined ? 'nobody' : onCall} was on call for ${schedule} then.`,
  shadowed: (who, at, level) => `${who} was told at ${at}, shadowing whoever ${level} paged, and need not answer.`,
  passedOver: (who, level) => `${who} was not paged by ${level}: its condition did not hold.`,
  notReached: (who, level, last) =>
    last === undefined
      ? `${who} stands on ${level}; no step has fired yet.`
      : `${who} stands on ${level}; the path came as far as ${last}.`,
  notOnPath: (who, policy) => `${who} was not paged: nothing in the policy ${policy} leads to them.`,
  silent: (severity) => `Nobody was paged: incidents of severity ${severity} wait in the queue.`,
  answered: (who, at) => `${who} acknowledged at ${at}.`,
  notKnown: (who) => `There is nobody called ${who} in the workspace.`,
  stepPaged: (at, where, who) => `${at}: ${where} paged ${who}`,
  stepNobody: (at, where) => `${at}: ${where} led to nobody`,
  stepSkipped: (at, where) => `${at}: ${where} was passed over`,
  stepSilent: (at) => `${at}: paged nobody, this severity waits in the queue`,
  said: (channels) => `said in ${channels}`,
  because: (what, reason) => `${what}: ${reason}.`,
  next: {
    step: (at, where, who) => `Next: at ${at}, ${where} pages ${who}, unless somebody acknowledges before.`,
    snoozed: (at) => `It sleeps until ${at}, then it rings again.`,
    unresolved: (at) => `Unless it is resolved before, it goes on to the next level at ${at}.`,
    expires: (at) => `Unless it is resolved before, it rings again at ${at}.`,
    held: (who) => `${who} has it.`,
    over: 'It is resolved; nothing comes next.',
    nothing: 'Nothing comes next by itself.',
  },
};

const fr: ExplainWords = {
  and: 'et',
  nobody: 'personne',
  lastResort: 'le dernier recours',
  level: (level) => `le niveau ${level}`,
  reason: {
    triggered: 'l’incident a commencé',
    reopened: 'il a été rouvert',
    'acknowledgement-expired': 'l’acquittement a expiré',
    'not-resolved': 'il n’a pas été résolu à temps',
    'escalated-by-hand': 'quelqu’un l’a escaladé à la main',
    'not-acknowledged': 'personne n’avait acquitté à temps',
    'nobody-on-step': 'l’étape précédente ne menait à personne',
    'nobody-reachable': 'personne de l’étape précédente n’a pu être joint',
    'condition-not-met': 'la condition de l’étape précédente n’était pas remplie',
    'snooze-ended': 'le sommeil était fini',
    'severity-changed': 'il s’est révélé plus grave',
    reassigned: 'il a été réattribué',
    'policy-changed': 'une autre politique a été mise en vigueur',
    'suppression-ended': 'ce qui l’étouffait a pris fin',
    rule: 'une règle de la politique l’y a mené',
    'path-exhausted': 'chaque étape a eu son tour et personne n’a acquitté',
    'nobody-answered': 'le dernier recours n’avait pas répondu',
  },
  call: {
    asked: (by) => (by === undefined ? 'a été appelé en renfort' : `a été appelé en renfort par ${by}`),
    'handed-over': (by) => (by === undefined ? 'a été prié de le reprendre' : `a été prié par ${by} de le reprendre`),
    rule: (_, rule) => `est appelé par la règle « ${rule ?? ''} »`,
    approval: (_, rule) => `a été prié d’approuver une action (contrôle « ${rule ?? ''} »)`,
  },
  leftOut: { 'time-off': 'en congé', 'at-capacity': 'à la limite de sa charge' },
  severity: { critical: 'critique', error: 'erreur', warning: 'avertissement', info: 'information' },
  paged: (who, at, where, behind, reason) => `${who} a été appelé à ${at} par ${where}${behind} : ${reason}.`,
  pages: (sent, failed) => `${sent <= 1 ? `${sent} appel affiché` : `${sent} appels affichés`}${failed > 0 ? `, ${failed} en échec` : ''}.`,
  leftOutAt: (who, at, level, why) => `${who} a été laissé de côté par ${level} à ${at} : ${why}.`,
  called: (who, at, why) => `${who} ${why} à ${at}.`,
  notTheirTurn: (who, level, schedule, onCall) =>
    `${who} n’a pas été appelé par ${level} : ${onCall === undefined ? 'personne n’était' : `${onCall} était`} d’astreinte pour ${schedule}.`,
  shadowed: (who, at, level) => `${who} a été prévenu à ${at}, en observation de la personne appelée au ${level}, sans avoir à répondre.`,
  passedOver: (who, level) => `${who} n’a pas été appelé par ${level} : sa condition n’était pas remplie.`,
  notReached: (who, level, last) =>
    last === undefined
      ? `${who} se trouve sur ${level} ; aucune étape n’a encore eu lieu.`
      : `${who} se trouve sur ${level} ; le chemin est allé jusqu’à ${last}.`,
  notOnPath: (who, policy) => `${who} n’a pas été appelé : rien dans la politique ${policy} ne mène à cette personne.`,
  silent: (severity) => `Personne n’a été appelé : les incidents de gravité ${severity} attendent dans la file.`,
  answered: (who, at) => `${who} a acquitté à ${at}.`,
  notKnown: (who) => `Il n’y a personne du nom de ${who} dans l’espace de travail.`,
  stepPaged: (at, where, who) => `${at} : ${where} a appelé ${who}`,
  stepNobody: (at, where) => `${at} : ${where} ne menait à personne`,
  stepSkipped: (at, where) => `${at} : ${where} a été sauté`,
  stepSilent: (at) => `${at} : personne n’a été appelé, cette gravité attend dans la file`,
  said: (channels) => `dit dans ${channels}`,
  because: (what, reason) => `${what} : ${reason}.`,
  next: {
    step: (at, where, who) => `Ensuite : à ${at}, ${where} appelle ${who}, sauf si quelqu’un acquitte avant.`,
    snoozed: (at) => `Il dort jusqu’à ${at}, puis il sonnera de nouveau.`,
    unresolved: (at) => `S’il n’est pas résolu avant, il passe au niveau suivant à ${at}.`,
    expires: (at) => `S’il n’est pas résolu avant, il sonnera de nouveau à ${at}.`,
    held: (who) => `${who} s’en occupe.`,
    over: 'Il est résolu ; rien ne suit.',
    nothing: 'Rien ne suit de soi-même.',
  },
};

/** The words an explanation is told in, by language. */
export const explainWords = { en, fr } as const;
