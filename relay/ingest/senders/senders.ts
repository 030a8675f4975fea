import { gitLabSignature, hexSignature, type CheckSignature } from '../../access/sender-signature.ts';
import { parseAlertmanager, readAlertmanager } from './alertmanager.ts';
import { parseCloudWatch } from './cloudwatch.ts';
import { parseDatadog } from './datadog.ts';
import { parseGeneric } from './generic.ts';
import { parseGitHub } from './github.ts';
import { parseGitLab } from './gitlab.ts';
import { parseGrafana, readGrafana } from './grafana.ts';
import { parseLikeNagios } from './nagios.ts';
import { parsePrometheus, readPrometheus } from './prometheus.ts';
import type { Parse, Reading, Sent } from './sender.ts';
import { parseSentry } from './sentry.ts';
import { parseUptimeKuma } from './uptime-kuma.ts';
import { parseZabbix } from './zabbix.ts';

/** What is known of a sender: how it is called, how its bodies are read, and what is not as usual with it. */
export interface Sender {
  title: string;
  parse: Parse;
  /** The same, with pauses, of one whose bodies may carry thousands of alerts. */
  reading?: (sent: Sent) => Reading;
  /** How it asks beside POST: with PUT, or with GET and everything in the address. */
  also?: 'PUT' | 'GET';
  /** What comes after `/ingest/NAME` where a sender decides on it itself. */
  path?: string;
  /** How its bodies are signed, where it can; checked when the integration has a secret. */
  signature?: CheckSignature;
  /** How large its bodies may be, in bytes, where they carry many alerts or much that is not of interest. */
  maxBytes?: number;
}

/** Room for the 10,000 alerts one webhook may carry: Alertmanager does not send again what was answered 413. */
const manyAlerts = 16 * 1024 * 1024;
/** As large as GitHub and GitLab send any, by their documentation. */
const pipelines = 25 * 1024 * 1024;
/** An event of Sentry has at most 1 MB; its texts are escaped once more here. */
const sentryEvent = 2 * 1024 * 1024;

/** Every sender by its name, as it stands in `POST /ingest/NAME`; to add one is to add a parser and a line. */
export const senders: Readonly<Record<string, Sender>> = {
  alertmanager: { title: "Alertmanager's webhook, version 4", parse: parseAlertmanager, reading: readAlertmanager, maxBytes: manyAlerts },
  prometheus: {
    title: 'Prometheus itself, as if this were an Alertmanager',
    parse: parsePrometheus,
    reading: readPrometheus,
    path: '/api/v2/alerts',
    maxBytes: manyAlerts,
  },
  grafana: {
    title: "Grafana's webhook contact point",
    parse: parseGrafana,
    reading: readGrafana,
    also: 'PUT',
    signature: hexSignature('X-Grafana-Alerting-Signature'),
    maxBytes: manyAlerts,
  },
  zabbix: { title: 'Zabbix, with the webhook media type of the guide', parse: parseZabbix },
  nagios: { title: 'Nagios, Naemon or Shinken, with the notification command of the guide', parse: parseLikeNagios('Nagios') },
  icinga: { title: 'Icinga, with the notification command of the guide', parse: parseLikeNagios('Icinga') },
  centreon: { title: 'Centreon, with the notification command of the guide', parse: parseLikeNagios('Centreon') },
  cloudwatch: { title: 'Amazon CloudWatch by way of SNS', parse: parseCloudWatch },
  datadog: { title: "Datadog's webhook, with the payload of the guide", parse: parseDatadog },
  sentry: {
    title: 'An internal integration of Sentry',
    parse: parseSentry,
    signature: hexSignature('Sentry-Hook-Signature'),
    maxBytes: sentryEvent,
  },
  'uptime-kuma': { title: "Uptime Kuma's webhook", parse: parseUptimeKuma, also: 'GET' },
  github: { title: "GitHub's webhook", parse: parseGitHub, signature: hexSignature('X-Hub-Signature-256', 'sha256='), maxBytes: pipelines },
  gitlab: { title: "GitLab's webhook", parse: parseGitLab, signature: gitLabSignature, maxBytes: pipelines },
  generic: { title: 'Any JSON or form, by the mapping of its integration or the obvious names', parse: parseGeneric, maxBytes: manyAlerts },
};
