import type { Shape } from '../construct.ts';

const receiverKinds = [
  'discord',
  'email',
  'incidentio',
  'jira',
  'mattermost',
  'msteams',
  'msteamsv2',
  'opsgenie',
  'pagerduty',
  'pushover',
  'rocketchat',
  'slack',
  'sns',
  'telegram',
  'victorops',
  'webex',
  'webhook',
  'wechat',
] as const;

/** What a receiver can send to, by the field of its configuration. */
export const integrationFields: readonly string[] = receiverKinds.map((kind) => `${kind}_configs`);

const integration = (kind: string): Shape => ({ kind: `${kind} receiver`, names: [] });
const receiver: Shape = {
  kind: 'receiver',
  children: Object.fromEntries(receiverKinds.map((kind) => [`${kind}_configs`, () => integration(kind)])),
};
const route: Shape = { kind: 'route', names: ['receiver'], children: { routes: () => route } };
const inhibition: Shape = { kind: 'inhibition', names: ['name'] };
const interval: Shape = { kind: 'time interval' };
const config: Shape = {
  kind: 'configuration',
  names: [],
  // Of addresses and secrets of senders, and how a message looks.
  silent: ['global', 'templates', 'tracing'],
  children: {
    route: () => route,
    receivers: () => receiver,
    inhibit_rules: () => inhibition,
    time_intervals: () => interval,
    mute_time_intervals: () => interval,
  },
};

/** The shape of Alertmanager's configuration file. */
export const shape: Shape = { kind: 'export', names: [], children: { config: () => config } };
