import { z } from 'zod';
import type { Alert } from '../../shared/alert/alert.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import type { Severity } from '../../shared/log/severity.ts';
import { beginningOf, carriable } from './carriable.ts';

const labels = z.record(z.string(), z.string());

/** The body of Alertmanager's webhook, version 4; unknown fields are tolerated because newer releases add some. */
const Body = z.looseObject({
  version: z.literal('4', { error: 'Only version "4" of the Alertmanager webhook is known; use Alertmanager 0.16 or newer.' }),
  groupKey: z.string().optional(),
  externalURL: z.string().optional(),
  receiver: z.string().optional(),
  truncatedAlerts: z.number().optional(),
  alerts: z
    .array(
      z.looseObject({
        status: z.enum(['firing', 'resolved']),
        labels,
        annotations: labels.optional(),
        startsAt: z.string().optional(),
        endsAt: z.string().optional(),
        generatorURL: z.string().optional(),
        fingerprint: z.string().optional(),
      }),
    )
    .max(10_000),
});

/** Alert rules name severity freely; these are the spellings in common use. Anything else rings, in doubt, as an error. */
const severityWords: ReadonlyMap<string, Severity> = new Map(
  Object.entries({
    critical: 'critical',
    page: 'critical',
    emergency: 'critical',
    fatal: 'critical',
    error: 'error',
    high: 'error',
    major: 'error',
    warning: 'warning',
    warn: 'warning',
    minor: 'warning',
    low: 'warning',
    info: 'info',
    informational: 'info',
    none: 'info',
  } satisfies Record<string, Severity>),
);

/** Reads an Alertmanager webhook into one alert a fingerprint (B2): firing triggers, resolved resolves. */
export function parseAlertmanager(body: unknown): { alerts: Alert[] } | { errors: string[] } {
  const parsed = Body.safeParse(carriable(body));
  if (!parsed.success) {
    return { errors: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`) };
  }
  const { externalURL, groupKey, receiver } = parsed.data;
  const alerts = parsed.data.alerts.map((alert): Alert => {
    const { alertname = 'Alert', severity = '', instance, job } = alert.labels;
    const annotations = alert.annotations ?? {};
    const summary = annotations['summary'] || annotations['message'] || annotations['description'] || alertname;
    const link = httpLink(alert.generatorURL, 'Source');
    const runbook = httpLink(annotations['runbook_url'], 'Runbook');
    return {
      action: alert.status === 'firing' ? 'trigger' : 'resolve',
      dedupKey: keyOf(alert),
      summary: beginningOf(summary, 1024),
      source: beginningOf(instance ?? job ?? 'Alertmanager', 1024),
      severity: severityWords.get(severity.toLowerCase()) ?? 'error',
      class: beginningOf(alertname, 1024),
      ...(alert.startsAt === undefined ? {} : { occurredAt: beginningOf(alert.startsAt, 100) }),
      details: {
        labels: alert.labels,
        annotations,
        ...(groupKey === undefined ? {} : { groupKey }),
        ...(receiver === undefined ? {} : { receiver }),
      },
      links: [...link, ...runbook],
      client: 'Alertmanager',
      ...(externalURL === undefined ? {} : { clientUrl: beginningOf(externalURL, 2048) }),
    };
  });
  return { alerts };
}

/** Alertmanager's own fingerprint; derived from the labels, as it does, when a proxy dropped it or made it longer than a key may be. */
function keyOf({ fingerprint, labels: of }: { fingerprint?: string | undefined; labels: Record<string, string> }): string {
  return fingerprint && fingerprint.length <= 255 ? fingerprint : derivedId(['alertmanager', of]);
}

function httpLink(href: string | undefined, text: string): { href: string; text: string }[] {
  return href !== undefined && href.length <= 2048 && /^https?:\/\//i.test(href) ? [{ href, text }] : [];
}
