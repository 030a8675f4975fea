import { z } from 'zod';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { isRecord } from '../../../shared/alert/json-path.ts';
import { labelsOf } from '../../../shared/alert/labels.ts';
import { severityOfWord } from '../../../shared/alert/words.ts';
import { isoText, nothing, read, slim, text, textIfAny, unplaced, type Parsed, type Sent } from './sender.ts';

const EventAlert = z.looseObject({
  data: z.looseObject({
    triggered_rule: textIfAny,
    event: z.looseObject({
      issue_id: text,
      title: textIfAny,
      web_url: textIfAny,
      level: textIfAny,
      culprit: textIfAny,
      datetime: textIfAny,
      environment: textIfAny,
      platform: textIfAny,
      release: textIfAny,
      tags: z.unknown().optional(),
    }),
  }),
});

const MetricAlert = z.looseObject({
  action: z.enum(['critical', 'warning', 'resolved']),
  data: z.looseObject({
    description_title: textIfAny,
    web_url: textIfAny,
    metric_alert: z.looseObject({
      id: text,
      title: textIfAny,
      date_started: textIfAny,
      alert_rule: z.looseObject({ name: textIfAny, environment: textIfAny }).nullish().catch(undefined),
    }),
  }),
});

const Issue = z.looseObject({
  action: text,
  data: z.looseObject({ issue: z.looseObject({ id: text, title: textIfAny, level: textIfAny, web_url: textIfAny, permalink: textIfAny }) }),
});

/** What the webhooks plugin of a project posts, which is older than integrations and does not sign. */
const Legacy = z.looseObject({
  id: text,
  project: textIfAny,
  project_name: textIfAny,
  project_slug: textIfAny,
  level: textIfAny,
  culprit: textIfAny,
  message: textIfAny,
  url: textIfAny,
  triggering_rules: z.array(textIfAny).nullish().catch(undefined),
  event: z
    .looseObject({ title: textIfAny, environment: textIfAny, release: textIfAny, tags: z.unknown().optional() })
    .nullish()
    .catch(undefined),
});

/**
 * Reads what an integration of Sentry posts (B2): issue alerts and metric alerts ring, an issue that is resolved, archived or
 * ignored resolves. An issue that is only created rings by an alert rule, or not at all. The older webhooks plugin tells of what rings alone.
 */
export function parseSentry({ body, headers }: Sent): Parsed {
  const resource = headers['sentry-hook-resource'] ?? resourceOf(body);
  switch (resource) {
    case 'event_alert':
      return read(EventAlert, body, eventAlert);
    case 'metric_alert':
      return read(MetricAlert, body, metricAlert);
    case 'issue':
      return read(Issue, body, issueChange);
    case undefined:
      if (isRecord(body) && !('data' in body) && 'event' in body) {
        return read(Legacy, body, legacyAlert);
      }
      return { errors: ['data: must hold an event, a metric_alert or an issue, as an integration of Sentry posts it'] };
    default:
      return nothing(`Of Sentry's ${String(resource)} nobody is paged; subscribe to alert rules and to "issue".`);
  }
}

function resourceOf(body: unknown): string | undefined {
  const data = isRecord(body) && isRecord(body['data']) ? body['data'] : {};
  return 'event' in data ? 'event_alert' : 'metric_alert' in data ? 'metric_alert' : 'issue' in data ? 'issue' : undefined;
}

function eventAlert({ data, ...more }: z.infer<typeof EventAlert>): Parsed {
  const { issue_id, title, web_url, level, culprit, datetime, environment, release, tags } = data.event;
  const labels = labelsOf(tags);
  const known = { issue_id, title, web_url, level, culprit, datetime, environment, release, tags };
  // A stack trace can be megabytes.
  const event = slim(unplaced(data.event, known));
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: 'trigger',
        dedupKey: `sentry-issue-${issue_id}`,
        summary: title ?? data.triggered_rule ?? `Sentry issue ${issue_id}`,
        source: culprit ?? 'Sentry',
        severity: severityOfWord(level) ?? 'error',
        class: data.triggered_rule,
        occurredAt: isoText(datetime),
        known: { environment: environment ?? labels['environment'], deployment: release },
        labels,
        details: {
          ...slim({ ...unplaced(more, { action: '' }), ...unplaced(data, { event: '', triggered_rule: data.triggered_rule }) }),
          event,
        },
        links: [{ href: web_url, text: 'Sentry' }],
        client: 'Sentry',
      }),
    ],
  };
}

function legacyAlert(data: z.infer<typeof Legacy>): Parsed {
  const { id, project_name, project, level, culprit, message, url, triggering_rules, event } = data;
  const labels = labelsOf(event?.tags);
  const rule = triggering_rules?.find((each) => each !== undefined);
  const { title, environment, release, tags } = event ?? {};
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: 'trigger',
        dedupKey: `sentry-issue-${id}`,
        summary: title ?? (message || culprit || `Sentry issue ${id}`),
        source: culprit ?? project_name ?? project ?? 'Sentry',
        severity: severityOfWord(level) ?? 'error',
        class: rule,
        known: { environment: environment ?? labels['environment'], deployment: release },
        labels,
        details: {
          ...slim(unplaced(data, { level, culprit, url, event: '' })),
          event: slim(unplaced(event ?? {}, { title, environment, release, tags })),
        },
        links: [{ href: url, text: 'Sentry' }],
        client: 'Sentry',
      }),
    ],
  };
}

function metricAlert({ action, data, ...more }: z.infer<typeof MetricAlert>): Parsed {
  const { description_title, web_url, metric_alert } = data;
  const { id, title, date_started, alert_rule } = metric_alert;
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: action === 'resolved' ? 'resolve' : 'trigger',
        dedupKey: `sentry-metric-${id}`,
        summary: description_title ?? title ?? alert_rule?.name ?? `Sentry metric alert ${id}`,
        source: alert_rule?.name ?? 'Sentry',
        severity: action === 'warning' ? 'warning' : 'critical',
        class: alert_rule?.name,
        occurredAt: isoText(date_started),
        known: { environment: alert_rule?.environment },
        details: slim({ ...more, ...unplaced(data, { description_title, web_url }) }),
        links: [{ href: web_url, text: 'Sentry' }],
        client: 'Sentry',
      }),
    ],
  };
}

function issueChange({ action, data, ...more }: z.infer<typeof Issue>): Parsed {
  const { issue } = data;
  if (action !== 'resolved' && action !== 'archived' && action !== 'ignored') {
    return nothing(`An issue that is ${action} rings when an alert rule says so.`);
  }
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: 'resolve',
        dedupKey: `sentry-issue-${issue.id}`,
        summary: issue.title ?? `Sentry issue ${issue.id}`,
        source: 'Sentry',
        severity: severityOfWord(issue.level) ?? 'error',
        details: slim({ action, ...more, ...data }),
        links: [{ href: issue.web_url ?? issue.permalink, text: 'Sentry' }],
        client: 'Sentry',
      }),
    ],
  };
}
