import { z } from 'zod';
import { beside } from '../../../shared/alert/beside.ts';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { draftOf, stateOf, webhookAlert } from './prometheus-alert.ts';
import {
  atOnce,
  labelsIfAny,
  nothing,
  read,
  readAround,
  readEach,
  text,
  textIfAny,
  unplaced,
  type Parsed,
  type Reading,
  type Sent,
} from './sender.ts';

/** The body of Grafana's webhook contact point. */
const Unified = z.looseObject({
  groupKey: textIfAny,
  externalURL: textIfAny,
  alerts: z.array(z.unknown()).max(10_000, 'send at most 10,000 alerts at a time; set Max alerts'),
});
const One = z.looseObject({ ...webhookAlert, dashboardURL: textIfAny, panelURL: textIfAny, silenceURL: textIfAny, imageURL: textIfAny });

/** The body of the webhook of Grafana's alerting before version 9, which some still run. */
const Legacy = z.looseObject({
  state: z.string(),
  ruleId: text,
  ruleName: textIfAny,
  ruleUrl: textIfAny,
  title: textIfAny,
  message: textIfAny,
  imageUrl: textIfAny,
  tags: labelsIfAny,
});

/** Reads Grafana's webhook: of its unified alerting, one alert a fingerprint, or of the alerting before it, one a rule (B2). */
export function* readGrafana(sent: Sent): Reading {
  const { body } = sent;
  const isLegacy = typeof body === 'object' && body !== null && !('alerts' in body) && 'ruleId' in body;
  return isLegacy ? parseLegacy(body) : yield* readUnified(sent);
}

/** The same without a pause. */
export function parseGrafana(sent: Sent): Parsed {
  return atOnce(readGrafana(sent));
}

function readUnified({ body, now }: Sent): Reading {
  return readAround(Unified, body, (data) => {
    const { alerts, groupKey, externalURL } = data;
    const inEach = { status: '', commonLabels: '', commonAnnotations: '', version: '', state: '' };
    const around = beside(unplaced(data, { alerts, groupKey, externalURL, ...inEach }), alerts.length);
    return readEach(One, alerts, ['alerts'], (alert, index) => {
      const { dashboardURL, panelURL, silenceURL, imageURL } = alert;
      const draft = draftOf(alert, 'Grafana', { dashboardURL, panelURL, silenceURL, imageURL });
      return fitAlert({
        ...draft,
        ...stateOf(alert, now),
        groupKey,
        details: { ...around(index), ...draft.details },
        links: [
          ...(draft.links ?? []),
          { href: dashboardURL, text: 'Dashboard' },
          { href: panelURL, text: 'Panel' },
          { href: silenceURL, text: 'Silence in Grafana' },
        ],
        images: [{ src: imageURL, alt: alert.labels['alertname'] }],
        clientUrl: externalURL,
      });
    });
  });
}

function parseLegacy(body: unknown): Parsed {
  return read(Legacy, body, (data) => {
    const { state, ruleId, ruleName, ruleUrl, title, message, imageUrl, tags } = data;
    if (state === 'paused' || state === 'pending') {
      return nothing(`The rule is ${state}; Grafana alerts when it is alerting.`);
    }
    const rule = ruleName ?? `Rule ${ruleId}`;
    return {
      changes: [],
      alerts: [
        fitAlert({
          action: state === 'ok' ? 'resolve' : 'trigger',
          dedupKey: `grafana-rule-${ruleId}`,
          summary: title ?? message ?? rule,
          source: 'Grafana',
          severity: 'error',
          class: rule,
          labels: tags,
          details: unplaced(data, { state, ruleId, ruleName, ruleUrl, title, imageUrl, tags }),
          links: [{ href: ruleUrl, text: 'Rule' }],
          images: [{ src: imageUrl, alt: rule }],
          client: 'Grafana',
        }),
      ],
    };
  });
}
