import { z } from 'zod';
import { beside } from '../../../shared/alert/beside.ts';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { draftOf, stateOf, webhookAlert } from './prometheus-alert.ts';
import { atOnce, readAround, readEach, textIfAny, unplaced, type Parsed, type Reading, type Sent } from './sender.ts';

/** The body of Alertmanager's webhook, version 4; unknown fields are tolerated because newer releases add some. */
const Body = z.looseObject({
  version: z.literal('4', { error: 'Only version "4" of the Alertmanager webhook is known; use Alertmanager 0.16 or newer.' }),
  groupKey: textIfAny,
  externalURL: textIfAny,
  truncatedAlerts: z.number().optional().catch(undefined),
  alerts: z.array(z.unknown()).max(10_000, 'send at most 10,000 alerts at a time; set max_alerts'),
});
const One = z.looseObject(webhookAlert);

/**
 * Reads an Alertmanager webhook into one alert a fingerprint (B2): firing triggers, resolved resolves. What its alerts have in
 * common they have each; receiver, grouping and the reason of the notification are kept beside them.
 */
export function readAlertmanager({ body, now }: Sent): Reading {
  return readAround(Body, body, (data) => {
    const { alerts, groupKey, externalURL, version, truncatedAlerts } = data;
    const inEach = { status: '', commonLabels: '', commonAnnotations: '' };
    const rest = unplaced(data, {
      alerts,
      groupKey,
      externalURL,
      version,
      ...inEach,
      truncatedAlerts: truncatedAlerts === 0 ? 0 : undefined,
    });
    const around = beside(rest, alerts.length);
    return readEach(One, alerts, ['alerts'], (alert, index) => {
      const draft = draftOf(alert, 'Alertmanager');
      return fitAlert({
        ...draft,
        ...stateOf(alert, now),
        groupKey,
        details: { ...around(index), ...draft.details },
        clientUrl: externalURL,
      });
    });
  });
}

/** The same without a pause. */
export function parseAlertmanager(sent: Sent): Parsed {
  return atOnce(readAlertmanager(sent));
}
