import type { Severity } from '../log/severity.ts';
import type { Alert } from './alert.ts';

const severityWords: Readonly<Record<Severity, readonly string[]>> = {
  critical: ['critical', 'crit', 'page', 'emergency', 'emerg', 'fatal', 'disaster', 'panic', 'blocker', 'urgent', 'highest', 'p1', 'sev1'],
  error: ['error', 'err', 'high', 'major', 'severe', 'p2', 'sev2'],
  warning: ['warning', 'warn', 'minor', 'medium', 'moderate', 'average', 'low', 'p3', 'sev3'],
  info: ['info', 'information', 'informational', 'notice', 'none', 'debug', 'trace', 'lowest', 'ok', 'p4', 'p5', 'sev4', 'sev5'],
};

const actionWords: Readonly<Record<Alert['action'], readonly string[]>> = {
  trigger: ['trigger', 'triggered', 'firing', 'alerting', 'alarm', 'problem', 'open', 'opened', 'down', 'failed', 'failure', 'critical'],
  acknowledge: ['acknowledge', 'acknowledged', 'acknowledgement', 'acknowledgment', 'ack', 'acked'],
  resolve: [
    'resolve',
    'resolved',
    'ok',
    'up',
    'recovery',
    'recovered',
    'close',
    'closed',
    'clear',
    'cleared',
    'success',
    'succeeded',
    'passed',
    'normal',
    'healthy',
    'inactive',
    'end',
    'ended',
    'done',
    'good',
    'fixed',
  ],
};

function byWord<T extends string>(words: Readonly<Record<T, readonly string[]>>): ReadonlyMap<string, T> {
  return new Map((Object.keys(words) as T[]).flatMap((meaning) => words[meaning].map((word) => [word, meaning] as const)));
}

const severityByWord = byWord(severityWords);
const actionByWord = byWord(actionWords);

/** The severity a monitor's word stands for, whatever its case; undefined for a word not in common use: then, in doubt, an error rings (B2). */
export function severityOfWord(word: string | undefined): Severity | undefined {
  return word === undefined ? undefined : severityByWord.get(plainWord(word));
}

/** What a monitor's word for a state asks for; undefined for a word not in common use: then, in doubt, it rings (B2). */
export function actionOfWord(word: string | undefined): Alert['action'] | undefined {
  return word === undefined ? undefined : actionByWord.get(plainWord(word));
}

function plainWord(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/^(sev|p)[ -]?(?=\d$)/, '$1');
}
