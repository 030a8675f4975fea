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
  /** What comes after `/ingest/NAME` where a sender decides on it itself. */
  path?: string;
  /** How its bodies are signed, where it can; checked when the integration has a secret. */
  signature?: CheckSignature;
  /** Whether one body may carry many alerts, or much that is not of interest. */
  isLarge?: boolean;
}

/** Every sender by its name, as it stands in `POST /ingest/NAME`; to add one is to add a parser and a line. */
export const senders: Readonly<Record<string, Sender>> = {
  alertmanager: { title: "Alertmanager's webhook, version 4", parse: parseAlertmanager, reading: readAlertmanager, isLarge: true },
  prometheus: {
    title: 'Prometheus itself, as if this were an Alertmanager',
    parse: parsePrometheus,
    reading: readPrometheus,
    path: '/api/v2/alerts',
    isLarge: true,
  },
  grafana: {
    title: "Grafana's webhook contact point",
    parse: parseGrafana,
    reading: readGrafana,
    signature: hexSignature('X-Grafana-Alerting-Signature'),
    isLarge: true,
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
    isLarge: true,
  },
  'uptime-kuma': { title: "Uptime Kuma's webhook", parse: parseUptimeKuma },
  github: { title: "GitHub's webhook", parse: parseGitHub, signature: hexSignature('X-Hub-Signature-256', 'sha256='), isLarge: true },
  gitlab: { title: "GitLab's webhook", parse: parseGitLab, signature: gitLabSignature, isLarge: true },
  generic: { title: 'Any JSON or form, by the mapping of its integration or the obvious names', parse: parseGeneric, isLarge: true },
};
