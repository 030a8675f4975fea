import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two people, two steps, intervals as short as the product allows: a night in half a minute. */
const text = `organisation: { name: Night Shop, catchAll: { notify: ["person:bo"], repeatEvery: 1m } }
people:
  ana: { name: Ana Lima, zone: Europe/Lisbon }
  bo: { name: Bo Svensson, zone: Europe/Stockholm }
schedules:
  primary:
    name: Primary
    zone: Europe/Paris
    rotation: { people: [ana], turn: 1w, handoffAt: "09:00", startsOn: 2024-01-01 }
policies:
  night:
    name: Night
    steps:
      - { notify: ["schedule:primary"], acknowledgeWithin: STEP, repeatEvery: REPEAT }
      - { notify: ["person:bo"], acknowledgeWithin: 10m, repeatEvery: REPEAT }
services:
  checkout: { name: Checkout, policy: night, runbook: "https://example.org/runbooks/checkout" }
integrations:
  monitoring: { name: Events, service: checkout }
  alertmanager: { name: Alertmanager, service: checkout }
`;

/** Writes the workspace with the first step's time, and how often it rings. */
export function nightWorkspace(folder: string, firstStep: string, repeat = '5s'): string {
  const file = join(folder, 'night.yaml');
  writeFileSync(file, text.replace('STEP', firstStep).replaceAll('REPEAT', repeat));
  return file;
}
