import type { RoomStage } from '../escalation/channel.ts';
import type { IncidentStatus } from '../incident/incident.ts';
import type { Severity } from '../log/severity.ts';
import type { MessageLanguage } from './message.ts';

const en = {
  colon: ': ',
  severity: { critical: 'CRITICAL', error: 'ERROR', warning: 'Warning', info: 'Info' } as Record<Severity, string>,
  test: '[Test] ',
  several: (count: number) => `${count} incidents need you`,
  severalInRoom: (count: number) => `${count} incidents`,
  acknowledged: (who: string | undefined) => (who === undefined ? 'Acknowledged' : `${who} has it`),
  resolved: (who: string | undefined) => (who === undefined ? 'Resolved' : `Resolved by ${who}`),
  reopened: 'Reopened',
  severityNow: (severity: string) => `Now ${severity}`,
  stageNow: (stage: string) => `Now ${stage}`,
  leads: (who: string | undefined) => `${who ?? 'Nobody'} leads it`,
  update: (who: string | undefined) => (who === undefined ? 'Update' : `Update from ${who}`),
  decision: (who: string | undefined) => (who === undefined ? 'Decision' : `Decision by ${who}`),
  draft: 'Waits for approval',
  declined: 'Declined',
  declinedWhy: 'Why',
  status: { suppressed: 'quiet', triggered: 'open', acknowledged: 'taken care of', resolved: 'resolved' } as Record<IncidentStatus, string>,
  stage: {
    detected: 'detected',
    triage: 'in triage',
    investigating: 'being investigated',
    mitigating: 'being mitigated',
    resolved: 'resolved',
  } as Record<RoomStage, string>,
  stageLabel: 'Stage',
  holder: 'Who has it',
  commander: 'Who leads it',
  bridge: 'Bridge',
  service: 'Service',
  since: 'Since',
  why: 'Why you',
  runbook: 'Runbook',
  answer: 'Acknowledge or escalate',
  acknowledge: 'Acknowledge',
  escalate: 'Escalate',
  open: 'Answer it in Watchbell.',
  approve: 'Approve or decline it in Watchbell.',
  footer: 'Sent by Watchbell. What it pages you for is in your own rules.',
  confirm: 'Say that it came',
  own: {
    test: '[Test] This is how Watchbell pages you here. Nothing is wrong.',
    testDone: 'You need do nothing more.',
    confirmAt: (url: string) => `Say that it came: ${url}`,
    code: (code: string) => `${code} is your code to verify this address with Watchbell. It is good for 10 minutes.`,
    codeAdvice: 'If you did not ask for it, somebody may have mistyped their address; do nothing.',
    footer: 'Sent by Watchbell because somebody asked to test or verify this address.',
    spokenTest: 'This is a test of how you are paged. Nothing is wrong.',
    spokenCode: (digits: string) => `Your code is: ${digits}.`,
  },
  reasons: {
    first: 'it just began',
    escalated: 'nobody answered before you',
    reopened: 'it was reopened',
    'ack-expired': 'the acknowledgement lapsed',
    'catch-all': 'nobody else answered',
    reassigned: 'it was given to you',
    asked: 'somebody asks for your help',
    'handed-over': 'it was handed over to you',
    approval: 'something waits for your approval',
  } as Readonly<Record<string, string>>,
  speech: {
    hello: 'This is Watchbell.',
    one: (severity: string, service: string, title: string) => `${severity} on ${service}: ${title}.`,
    approval: (service: string, title: string) => `On ${service} something waits for your approval: ${title}.`,
    keys: 'Press 1 to acknowledge, 2 to escalate.',
    nothing: 'Please answer in Watchbell. Goodbye.',
  },
};

/** Everything a message outside says; a language that lacks a word does not compile. */
export type MessageWords = typeof en;

const fr: MessageWords = {
  colon: '\u00a0: ',
  severity: { critical: 'CRITIQUE', error: 'ERREUR', warning: 'Avertissement', info: 'Info' },
  test: '[Essai] ',
  several: (count) => `${count} incidents vous attendent`,
  severalInRoom: (count) => `${count} incidents`,
  acknowledged: (who) => (who === undefined ? 'Pris en charge' : `${who} s’en occupe`),
  resolved: (who) => (who === undefined ? 'Résolu' : `Résolu par ${who}`),
  reopened: 'Rouvert',
  severityNow: (severity) => `Désormais ${severity}`,
  stageNow: (stage) => `Désormais ${stage}`,
  leads: (who) => `${who ?? 'Personne'} le dirige`,
  update: (who) => (who === undefined ? 'Nouvelles' : `Nouvelles de ${who}`),
  decision: (who) => (who === undefined ? 'Décision' : `Décision de ${who}`),
  draft: 'Attend un accord',
  declined: 'Refusé',
  declinedWhy: 'Pourquoi',
  status: { suppressed: 'silencieux', triggered: 'ouvert', acknowledged: 'pris en charge', resolved: 'résolu' },
  stage: {
    detected: 'détecté',
    triage: 'en cours de tri',
    investigating: 'en cours d’analyse',
    mitigating: 'en cours d’atténuation',
    resolved: 'résolu',
  },
  stageLabel: 'Étape',
  holder: 'Pris en charge par',
  commander: 'Dirigé par',
  bridge: 'Conférence',
  service: 'Service',
  since: 'Depuis',
  why: 'Pourquoi vous',
  runbook: 'Procédure',
  answer: 'Prendre en charge ou escalader',
  acknowledge: 'Prendre en charge',
  escalate: 'Escalader',
  open: 'Répondez dans Watchbell.',
  approve: 'Approuvez ou refusez dans Watchbell.',
  footer: 'Envoyé par Watchbell. Vos propres règles disent pour quoi il vous appelle.',
  confirm: 'Dire qu’il est arrivé',
  own: {
    test: '[Essai] C’est ainsi que Watchbell vous appelle ici. Il n’y a rien d’anormal.',
    testDone: 'Vous n’avez rien d’autre à faire.',
    confirmAt: (url) => `Dire qu’il est arrivé\u00a0: ${url}`,
    code: (code) => `${code} est votre code pour vérifier cette adresse auprès de Watchbell. Il est valable 10 minutes.`,
    codeAdvice: 'Si vous ne l’avez pas demandé, quelqu’un s’est peut-être trompé d’adresse ; ne faites rien.',
    footer: 'Envoyé par Watchbell parce que quelqu’un a demandé à essayer ou à vérifier cette adresse.',
    spokenTest: 'Ceci est un essai de vos appels. Il n’y a rien d’anormal.',
    spokenCode: (digits) => `Votre code est : ${digits}.`,
  },
  reasons: {
    first: 'il vient de commencer',
    escalated: 'personne n’a répondu avant vous',
    reopened: 'il a été rouvert',
    'ack-expired': 'la prise en charge a expiré',
    'catch-all': 'personne d’autre n’a répondu',
    reassigned: 'il vous a été confié',
    asked: 'on demande votre aide',
    'handed-over': 'il vous a été transmis',
    approval: 'quelque chose attend votre accord',
  },
  speech: {
    hello: 'Ici Watchbell.',
    one: (severity, service, title) => `${severity} sur ${service} : ${title}.`,
    approval: (service, title) => `Sur ${service}, quelque chose attend votre accord : ${title}.`,
    keys: 'Tapez 1 pour prendre en charge, 2 pour escalader.',
    nothing: 'Veuillez répondre dans Watchbell. Au revoir.',
  },
};

/** A label and what it is of, as a language writes its colon: French with a space before it that does not break. */
export function labelled(language: MessageLanguage, label: string, text: string): string {
  return `${label}${messageWords(language).colon}${text}`;
}

/** The words of a language. */
export function messageWords(language: MessageLanguage): MessageWords {
  return language === 'fr' ? fr : en;
}
