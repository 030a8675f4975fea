import { z } from 'zod';
import type { AlertDraft } from '../../../shared/alert/fit.ts';
import { severityOfWord } from '../../../shared/alert/words.ts';
import { derivedId } from '../../../shared/log/derived-id.ts';
import { parseIso, type Instant } from '../../../shared/time/instant.ts';
import { text, textIfAny, unplaced } from './sender.ts';

const labels = z.record(z.string(), text);

/** An alert in the form Prometheus, Alertmanager and Grafana share; unknown fields are tolerated because newer releases add some. */
export const prometheusAlert = z.looseObject({
  labels,
  annotations: labels.nullish(),
  startsAt: textIfAny,
  endsAt: textIfAny,
  generatorURL: textIfAny,
  fingerprint: textIfAny,
});
export type PrometheusAlert = z.infer<typeof prometheusAlert>;

/** The fields of such an alert in a webhook, which says of each whether it fires. */
export const webhookAlert = { ...prometheusAlert.shape, status: z.enum(['firing', 'resolved']) };

/** The text an alert is shown by: the first annotation that says what is wrong, else the name of its rule. */
function summaryOf({ labels: of, annotations }: PrometheusAlert): string {
  const notes = annotations ?? {};
  return notes['summary'] || notes['message'] || notes['description'] || of['alertname'] || 'Alert';
}

/** An alert of that form in our fields. `known` further fields have a place given by the caller; what is left is kept in the details. */
export function draftOf(
  alert: PrometheusAlert & Record<string, unknown>,
  sender: string,
  known: Readonly<Record<string, unknown>> = {},
): Omit<AlertDraft, 'action'> & { details: Record<string, unknown> } {
  const { labels: of, annotations, startsAt, generatorURL, fingerprint } = alert;
  const { summary: _, ...others } = { ...annotations };
  const runbook = annotations?.['runbook_url'] ?? annotations?.['runbookUrl'];
  const placed = { labels: of, annotations, startsAt, endsAt: endOf(alert) === undefined ? 'none' : undefined, generatorURL, fingerprint };
  return {
    // As Alertmanager makes it, when a proxy dropped it or made it longer than a key may be.
    dedupKey: fingerprint && fingerprint.length <= 255 ? fingerprint : derivedId(['alertmanager', of]),
    summary: summaryOf(alert),
    source: of['instance'] ?? of['job'] ?? sender,
    severity: severityOfWord(of['severity'] ?? of['priority']) ?? 'error',
    class: of['alertname'],
    occurredAt: startsAt,
    labels: of,
    details: {
      ...(Object.keys(others).length === 0 ? {} : { annotations: others }),
      ...unplaced(alert, { ...placed, ...known, status: alert['status'] }),
    },
    links: [
      { href: generatorURL, text: 'Source' },
      { href: runbook, text: 'Runbook' },
    ],
    client: sender,
  };
}

/** When an alert ended or will end; undefined for none, which Go writes as the year 1. */
export function endOf({ endsAt }: Pick<PrometheusAlert, 'endsAt'>): Instant | undefined {
  const end = endsAt === undefined ? undefined : parseIso(endsAt);
  return end === undefined || end <= 0 ? undefined : end;
}

/**
 * What a webhook asks with an alert. Alertmanager tells of an end only once it has come; whoever tells of one ahead means that the
 * alert is over then.
 */
export function stateOf(
  alert: { status: 'firing' | 'resolved'; endsAt: string | undefined },
  now: Instant,
): Pick<AlertDraft, 'action' | 'expiresAt'> {
  const end = endOf(alert);
  const fires = alert.status === 'firing';
  return { action: fires ? 'trigger' : 'resolve', expiresAt: fires && end !== undefined && end > now ? end : undefined };
}
