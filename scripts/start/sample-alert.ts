/** A monitor's report in the PagerDuty Events v2 form, for the sample workspace. */
export function sampleAlert(key: string): Record<string, unknown> {
  return {
    routing_key: key,
    event_action: 'trigger',
    payload: {
      summary: 'Checkout: 38 % of card payments fail',
      source: 'checkout-3.example.org',
      severity: 'critical',
      component: 'payments-gateway',
      custom_details: { failing: '38 %', since: '4 minutes' },
    },
  };
}

/** The command that sends the same, ready to copy into another terminal. */
export function curlCommand(url: string, key: string): string {
  const body = JSON.stringify({
    routing_key: key,
    event_action: 'trigger',
    payload: { summary: 'Checkout is down', source: 'checkout-3', severity: 'critical' },
  });
  return `curl -sS ${url}/v2/enqueue -H 'Content-Type: application/json' -d '${body}'`;
}

/** The key that the sample workspace gives to monitors. */
export function monitoringKey(integrations: Record<string, string>): string {
  const key = integrations['monitoring'] ?? Object.values(integrations)[0];
  if (key === undefined) {
    throw new Error('The sample workspace has no integration to send an alert through.');
  }
  return key;
}

/** Sends the sample alert, and answers with the key by which the relay knows it. */
export async function sendSampleAlert(url: string, key: string): Promise<string> {
  const answer = await fetch(`${url}/v2/enqueue`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(sampleAlert(key)),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`The relay refused the sample alert with ${answer.status}: ${text}`);
  }
  return (JSON.parse(text) as { dedup_key: string }).dedup_key;
}

/** The number under which people know the incident of an alert. */
export async function incidentNumber(url: string, adminToken: string, dedupKey: string): Promise<number | undefined> {
  const answer = await fetch(`${url}/v1/incidents?status=triggered`, {
    headers: { Authorization: `Bearer ${adminToken}` },
    signal: AbortSignal.timeout(10_000),
  });
  const { incidents = [] } = (await answer.json()) as { incidents?: { number: number; dedupKey?: string }[] };
  return incidents.find((incident) => incident.dedupKey === dedupKey)?.number;
}
