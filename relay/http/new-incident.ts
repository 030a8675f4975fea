import { z } from 'zod';
import { Alert, Known } from '../../shared/alert/alert.ts';
import { Priority } from '../../shared/incident/priority.ts';
import { Severity } from '../../shared/log/severity.ts';

const word = z.string().trim().min(1).max(1024).optional();
const link = z.union(
  [z.string().transform((href) => ({ href })), z.strictObject({ href: z.string(), text: z.string().max(1024).optional() })],
  {
    error: 'give an address, or {"href": ADDRESS, "text": WORDS}',
  },
);

/** Schema of an incident the operator or a script opens: what is wrong where, and whatever else an alert may bring. */
export const NewIncident = z.strictObject({
  title: z.string().trim().min(1).max(1024),
  service: z.string(),
  severity: Severity.default('critical'),
  description: z.string().max(10_000).optional(),
  test: z.boolean().optional(),
  priority: Priority.optional(),
  known: Known.optional(),
  source: word,
  component: word,
  group: word,
  class: word,
  labels: z
    .record(z.string().min(1).max(100), z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .pipe(Alert.shape.labels.unwrap())
    .optional(),
  links: z.array(link).pipe(Alert.shape.links.unwrap()).optional(),
  attachments: Alert.shape.attachments,
});
/** An incident somebody opens. */
export type NewIncident = z.infer<typeof NewIncident>;

/**
 * The alert that stands for what an incident opened by hand says beyond an incident's own fields; undefined when it says no more.
 * `id` is the incident's, which is its key as well.
 */
export function alertOfNewIncident(wanted: NewIncident, id: string): Alert | undefined {
  const { title, severity, source, component, group, class: kind, labels, links, attachments } = wanted;
  const more = { component, group, class: kind, labels, links, attachments };
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)) as Partial<typeof more>;
  return source === undefined && Object.keys(given).length === 0
    ? undefined
    : { action: 'trigger', dedupKey: id, summary: title, source: source ?? 'operator', severity, ...(given as Partial<Alert>) };
}
