import { z } from 'zod';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { MINUTE_MS } from '../../../shared/time/instant.ts';
import { draftOf, endOf, prometheusAlert } from './prometheus-alert.ts';
import { atOnce, readAround, readEach, type Parsed, type Reading, type Sent } from './sender.ts';

/** How long an alert without an end holds: Alertmanager's `resolve_timeout`, as it comes. */
const holdsForMs = 5 * MINUTE_MS;

const Body = z.array(z.unknown()).max(10_000, 'send at most 10,000 alerts at a time; lower queue_config or split the rules');

/**
 * Reads what Prometheus pushes to an Alertmanager, `POST /api/v2/alerts` (B2): an end in the past resolves; any other alert is over
 * at its end, or five minutes from now when it has none, unless it is sent again before, as Prometheus does every minute.
 */
export function readPrometheus({ body, now }: Sent): Reading {
  return readAround(Body, body, (list) =>
    readEach(prometheusAlert, list, [], (alert) => {
      const end = endOf(alert);
      const isOver = end !== undefined && end <= now;
      const draft = draftOf(alert, 'Prometheus', { endsAt: isOver ? undefined : 'in expiresAt' });
      return fitAlert({ ...draft, action: isOver ? 'resolve' : 'trigger', expiresAt: isOver ? undefined : (end ?? now + holdsForMs) });
    }),
  );
}

/** The same without a pause. */
export function parsePrometheus(sent: Sent): Parsed {
  return atOnce(readPrometheus(sent));
}
