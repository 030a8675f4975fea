import { AlertmanagerProcess, type SentAlert } from '../harness/alertmanager-process.ts';

/** Ways Alertmanager can speak to the relay, as its configuration writes them. */
const receivers = {
  webhook: (relayUrl: string, key: string) => `    webhook_configs:
      - url: ${relayUrl}/ingest/alertmanager
        http_config:
          authorization:
            credentials: ${key}`,
  opsgenie: (relayUrl: string, key: string) => `    opsgenie_configs:
      - api_url: ${relayUrl}/opsgenie/
        api_key: ${key}
        message: '{{ .CommonAnnotations.summary }}'
        priority: P1
        tags: alertmanager, '{{ .CommonLabels.severity }}'`,
};

interface Alertmanager {
  fire(labels: Record<string, string>, annotations?: Record<string, string>): Promise<void>;
  /** Fires and ends several at once. */
  send(alerts: readonly SentAlert[]): Promise<void>;
  stop(): Promise<void>;
}

/** Debian's Alertmanager, unmodified, with a receiver that points at the relay; `repeatEvery` is how often it sends again. */
export async function startAlertmanager(
  folder: string,
  relayUrl: string,
  key: string,
  { receiver = 'webhook', repeatEvery = '4h' }: { receiver?: keyof typeof receivers; repeatEvery?: string } = {},
): Promise<Alertmanager> {
  const alertmanager = await AlertmanagerProcess.start(
    folder,
    `route:
  receiver: watchbell
  group_by: [alertname]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: ${repeatEvery}
receivers:
  - name: watchbell
${receivers[receiver](relayUrl, key)}
`,
  );
  return {
    fire: async (labels, annotations = {}) => alertmanager.fire([{ labels, annotations }]),
    send: async (alerts) => alertmanager.fire(alerts),
    stop: async () => alertmanager.stop(),
  };
}
