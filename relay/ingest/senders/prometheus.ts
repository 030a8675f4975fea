import { z } from 'zod';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { MINUTE_MS } from '../../../shared/time/instant.ts';
import { draftOf, endOf, prometheusAlert } from './prometheus-alert.ts';
import { read, type Parsed, type Sent } from './sender.ts';

/** How long an alert without an end holds: Alertmanager's `resolve_timeout`, as it comes. */
const holdsForMs = 5 * MINUTE_MS;

const Body = z.array(prometheusAlert).max(10_000, 'send at most 10,000 alerts at a time; lower queue_config or split the rules');

/**
 * Reads what Prometheus pushes to an Alertmanager, `POST /api/v2/alerts` (B2): an end in the past resolves; any other alert is over
 * at its end, or five minutes from now when it has none, unless it is sent again before, as Prometheus does every minute.
 */
export function parsePrometheus({ body, now }: Sent): Parsed {
  return read(Body, body, (data) => ({
    changes: [],
    alerts: data.map((alert) => {
      const end = endOf(alert);
      const isOver = end !== undefined && end <= now;
      const draft = draftOf(alert, 'Prometheus', { endsAt: isOver ? undefined : 'in expiresAt' });
      return fitAlert({ ...draft, action: isOver ? 'resolve' : 'trigger', expiresAt: isOver ? undefined : (end ?? now + holdsForMs) });
    }),
  }));
}
