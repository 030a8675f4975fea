import { priorities } from '../incident/priority.ts';
import { severities } from '../log/severity.ts';

/** How the values of a field are compared: as text, as numbers, as yes or no, or by their rank, worst first. */
export type FieldKind = 'text' | 'number' | 'boolean' | { ranked: readonly string[] };

/** The fields a condition may name, and how each is compared; beside them `label.NAME` is whatever a monitor or a service calls NAME (S37, S39). */
export const conditionFields: Readonly<Record<string, FieldKind>> = {
  title: 'text',
  text: 'text',
  service: 'text',
  team: 'text',
  policy: 'text',
  source: 'text',
  component: 'text',
  group: 'text',
  class: 'text',
  integration: 'text',
  type: 'text',
  category: 'text',
  environment: 'text',
  region: 'text',
  cluster: 'text',
  deployment: 'text',
  host: 'text',
  domain: 'text',
  segment: 'text',
  customer: 'text',
  owner: 'text',
  dependencies: 'text',
  reporter: 'text',
  detectedBy: 'text',
  impact: 'text',
  dedupKey: 'text',
  groupKey: 'text',
  tags: 'text',
  status: 'text',
  stage: 'text',
  severity: { ranked: severities },
  priority: { ranked: priorities },
  alertCount: 'number',
  recentIncidents: 'number',
  epoch: 'number',
  level: 'number',
  vip: 'boolean',
  test: 'boolean',
  customerFacing: 'boolean',
};

/** How a field is compared; undefined for one nobody knows. A label is compared as what it is given as. */
export function kindOfField(field: string): FieldKind | 'any' | undefined {
  return Object.hasOwn(conditionFields, field) ? conditionFields[field] : /^label\..{1,100}$/.test(field) ? 'any' : undefined;
}
