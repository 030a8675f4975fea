import { z } from 'zod';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { labelsOf } from '../../../shared/alert/labels.ts';
import type { Severity } from '../../../shared/log/severity.ts';
import { keyOfText } from '../../../shared/routing/route.ts';
import { read, textIfAny, unplaced, type Parsed, type Sent } from './sender.ts';

/** A variable Datadog had no value for stands there by its name, or as null in words. */
const variable = textIfAny.transform((value) =>
  value === undefined || /^(\$[A-Z0-9_]+(\[[^\]]*\])?|null|)$/i.test(value) ? undefined : value,
);

/** The variables of our payload template (docs/monitors.md), each under its own name in lower case; Datadog's own payload will do. */
const Body = z
  .looseObject({
    event_title: variable,
    title: variable,
    text_only_msg: variable,
    body: variable,
    alert_id: variable,
    alert_title: variable,
    alert_cycle_key: variable,
    aggreg_key: variable,
    alert_transition: variable,
    alert_type: variable,
    alert_priority: variable,
    alert_metric: variable,
    alert_scope: variable,
    hostname: variable,
    tags: variable,
    date: variable,
    link: variable,
    snapshot: variable,
  })
  .refine((data) => data.event_title !== undefined || data.title !== undefined || data.alert_title !== undefined, {
    error: 'event_title is missing; paste the payload of docs/monitors.md into the webhook',
  });

/** Reads a Datadog webhook (B2). The cycle key joins what is triggered, renotified and recovered. */
export function parseDatadog({ body }: Sent): Parsed {
  return read(Body, body, (data) => {
    const { event_title, title, alert_id, alert_title, alert_cycle_key, aggreg_key, alert_priority, hostname, tags, link, snapshot } = data;
    const said = event_title ?? title ?? alert_title ?? '';
    const transition = data.alert_transition ?? /^\[([^\]]+)\]/.exec(said.replace(/^\[P\d\]\s*/, ''))?.[1] ?? '';
    const isOver = /^recovered/i.test(transition) || (transition === '' && data.alert_type === 'success');
    // Both begin with what became of it, in brackets; the end of a problem is to be told with the same words as its beginning.
    const whole = alert_title ?? said;
    const summary = whole.replace(/^(\[[^\]]*\]\s*)+/, '') || whole;
    const placed = {
      event_title: said === summary ? said : undefined,
      alert_title: alert_title === summary ? alert_title : undefined,
      alert_priority,
      hostname,
      tags,
      link,
      snapshot,
      date: data.date,
    };
    const seconds = Number(data.date) / 1000;
    return {
      changes: [],
      alerts: [
        fitAlert({
          action: isOver ? 'resolve' : 'trigger',
          dedupKey:
            alert_cycle_key ?? aggreg_key ?? (alert_id ? `${alert_id}/${data.alert_scope ?? ''}` : keyOfText(summary, hostname ?? '')),
          summary,
          source: hostname ?? data.alert_scope ?? 'Datadog',
          severity: severityOf(transition, alert_priority, data.alert_type),
          class: data.alert_metric,
          occurredAt: seconds > 0 && seconds < 1e11 ? new Date(seconds * 1000).toISOString() : data.date,
          known: { host: hostname, priority: /^P[1-5]$/.test(alert_priority ?? '') ? alert_priority : undefined },
          labels: labelsOf(tags),
          details: unplaced(data, placed),
          links: [{ href: link, text: 'Datadog' }],
          images: [{ src: snapshot, alt: summary }],
          client: 'Datadog',
        }),
      ],
    };
  });
}

function severityOf(transition: string, priority: string | undefined, type: string | undefined): Severity {
  if (/warn/i.test(transition) || (transition === '' && type === 'warning')) {
    return 'warning';
  }
  return priority === 'P1' ? 'critical' : type === 'info' ? 'info' : 'error';
}
