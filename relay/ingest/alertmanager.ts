import { z } from 'zod';
import type { Alert } from '../../shared/alert/alert.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import type { Severity } from '../../shared/log/severity.ts';

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
const severityWords: Readonly<Record<string, Severity>> = {
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
};

/** Reads an Alertmanager webhook into one alert a fingerprint (B2): firing triggers, resolved resolves. */
export function parseAlertmanager(body: unknown): { alerts: Alert[] } | { errors: string[] } {
  const parsed = Body.safeParse(body);
  if (!parsed.success) {
    return { errors: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`) };
  }
  const { externalURL, groupKey, receiver } = parsed.data;
  const alerts = parsed.data.alerts.map((alert): Alert => {
    const { alertname = 'Alert', severity = '', instance, job } = alert.labels;
    const annotations = alert.annotations ?? {};
    const summary = annotations['summary'] ?? annotations['message'] ?? annotations['description'] ?? alertname;
    const link = httpLink(alert.generatorURL, 'Source');
    const runbook = httpLink(annotations['runbook_url'], 'Runbook');
    return {
      action: alert.status === 'firing' ? 'trigger' : 'resolve',
      dedupKey: alert.fingerprint ?? derivedId(['alertmanager', alert.labels]),
      summary: summary.slice(0, 1024),
      source: (instance ?? job ?? 'Alertmanager').slice(0, 1024),
      severity: severityWords[severity.toLowerCase()] ?? 'error',
      class: alertname.slice(0, 1024),
      ...(alert.startsAt === undefined ? {} : { occurredAt: alert.startsAt.slice(0, 100) }),
      details: {
        labels: alert.labels,
        annotations,
        ...(groupKey === undefined ? {} : { groupKey }),
        ...(receiver === undefined ? {} : { receiver }),
      },
      links: [...link, ...runbook],
      client: 'Alertmanager',
      ...(externalURL === undefined ? {} : { clientUrl: externalURL.slice(0, 2048) }),
    };
  });
  return { alerts };
}

function httpLink(href: string | undefined, text: string): { href: string; text: string }[] {
  return href !== undefined && href.length <= 2048 && /^https?:\/\//i.test(href) ? [{ href, text }] : [];
}
