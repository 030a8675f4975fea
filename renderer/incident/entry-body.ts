import type { NotifyReason } from '../../shared/escalation/decision.ts';
import { outsideVias, type IncidentRole, type PageChannel, type Stage, type Via } from '../../shared/incident/incident-events.ts';
import { severities, type Severity } from '../../shared/log/severity.ts';

/** An entry's body as it came over the bridge; a newer version may have written it, so nothing in it is taken for granted. */
type Body = Record<string, unknown>;

/** A text field. */
export function textIn(body: Body, field: string): string | undefined {
  const value = body[field];
  return typeof value === 'string' ? value : undefined;
}

/** A number field. */
export function numberIn(body: Body, field: string): number | undefined {
  const value = body[field];
  return typeof value === 'number' ? value : undefined;
}

function objectIn(body: Body, field: string): Body | undefined {
  const value = body[field];
  return typeof value === 'object' && value !== null ? (value as Body) : undefined;
}

function oneOf<T extends string>(text: string | undefined, known: readonly T[]): T | undefined {
  return known.find((candidate) => candidate === text);
}

const vias: readonly Via[] = ['notification', 'alarm', 'tray', 'window', 'terminal', 'api', 'monitor', ...outsideVias];
const reasons: readonly NotifyReason[] = [
  'first',
  'escalated',
  'repeat-until-ack',
  'reopened',
  'ack-expired',
  'catch-all',
  'reassigned',
  'asked',
  'handed-over',
  'approval',
  'reminder',
  'shadow',
];
const channels: readonly PageChannel[] = ['desktop', 'terminal', 'push', 'sms', 'voice', 'mail', 'chat'];
const stages: readonly Stage[] = ['triage', 'investigating', 'mitigating'];
const roles: readonly IncidentRole[] = ['commander', 'communications', 'vendor'];

/** Where somebody answered. */
export function viaOf(body: Body): Via | undefined {
  return oneOf(textIn(body, 'via'), vias);
}

/** The severity an incident began with. */
export function severityOf(body: Body): Severity {
  return oneOf(textIn(body, 'severity'), severities) ?? 'info';
}

/** The summary of the alert that joined. */
export function summaryOf(body: Body): string | undefined {
  const alert = objectIn(body, 'alert');
  return alert && (textIn(alert, 'summary') || undefined);
}

/** The level of a step. */
export function levelOf(body: Body): number {
  const position = objectIn(body, 'position');
  return (position && numberIn(position, 'level')) ?? 1;
}

/** Why a notification was sent, failed or was left out: a word of the engine, or a sentence. */
export function notifyReasonOf(body: Body): { known?: NotifyReason | undefined; text?: string | undefined } {
  const text = textIn(body, 'reason');
  return { known: oneOf(text, reasons), text };
}

/** What a notification went through. */
export function channelOf(body: Body): PageChannel | undefined {
  return oneOf(textIn(body, 'channel'), channels);
}

/** The stage the work has come to. */
export function stageOf(body: Body): Stage {
  return oneOf(textIn(body, 'stage'), stages) ?? 'triage';
}

/** The role somebody was given. */
export function roleOf(body: Body): IncidentRole {
  return oneOf(textIn(body, 'role'), roles) ?? 'commander';
}

/** The name of the rule that acted; undefined when a person did. */
export function ruleOf(body: Body): string | undefined {
  const rule = objectIn(body, 'rule');
  return rule && textIn(rule, 'name');
}

/** The policy put in force. */
export function policyIn(body: Body): { policy: string; revision: number } {
  const policy = objectIn(body, 'policy') ?? {};
  return { policy: textIn(policy, 'id') ?? '', revision: numberIn(policy, 'revision') ?? 1 };
}
