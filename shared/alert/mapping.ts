import { z } from 'zod';
import { patternProblem } from '../condition/pattern.ts';
import { severities } from '../log/severity.ts';
import { parsePath } from './json-path.ts';

const pathHelp = 'write for example $.monitor.name, alerts[0].id or labels["a name"]';

/** What is wrong with a path; undefined when nothing is. */
function pathProblem(text: string): string | undefined {
  return parsePath(text) ? undefined : `"${text}" is not a path; ${pathHelp}, or { constant: … } for a fixed text`;
}

/** The paths of a template, and undefined in the place of one that is not closed. */
export function pathsOfTemplate(text: string): (string | undefined)[] {
  return text
    .split('{{')
    .slice(1)
    .map((part) => (part.includes('}}') ? part.slice(0, part.indexOf('}}')) : undefined));
}

const path = z
  .string()
  .max(500)
  .superRefine((text, context) => {
    const problem = pathProblem(text);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', message: problem });
    }
  });

const place = z
  .string()
  .max(1000)
  .superRefine((text, context) => {
    const paths = text.includes('{{') ? pathsOfTemplate(text) : [text];
    const problem = paths.map((each) => (each === undefined ? `"${text}" opens {{ and does not close it` : pathProblem(each)));
    problem.filter((each) => each !== undefined).forEach((message) => context.addIssue({ code: 'custom', message }));
  });

const pattern = z
  .string()
  .min(1, 'write the pattern to look for')
  .max(500)
  .superRefine((text, context) => {
    const problem = patternProblem(text);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', message: problem });
    }
  });

const places = z.array(place).min(1, 'name at least one path').max(20);
const from = z.union([place, places], { error: `write a path or a list of them; ${pathHelp}` });
const sought = { from, find: pattern.optional() };
const forms =
  'write a path ($.a.b), a template ("{{a}} on {{b}}"), a list of them of which the first that is there counts, { constant: … }, or { from: …, find: "a pattern" }';

/**
 * Schema of where one value of an alert comes from: a path, a template with `{{path}}`, a list of those of which the first that
 * gives something counts, a constant, or what a pattern (RE2's, S3) finds there: its first group, or all of it. A path that begins
 * with `$` starts at the whole body, any other where `each` stands.
 */
export const Expression = z.union(
  [
    place,
    places,
    z.number(),
    z.boolean(),
    z.strictObject({ constant: z.union([z.string().max(1024), z.number(), z.boolean()]) }),
    z.strictObject(sought),
  ],
  { error: forms },
);
/** Where one value of an alert comes from. */
export type Expression = z.infer<typeof Expression>;

const words = z.array(z.string().min(1).max(100)).min(1, 'name at least one word').max(100);

/** Words that stand for something, each with what they stand for; every other word is read by its usual meaning, then `otherwise`. */
function worded<const T extends readonly string[]>(meanings: T) {
  const lists = Object.fromEntries(meanings.map((meaning) => [meaning, words.optional()])) as Record<
    T[number],
    z.ZodOptional<typeof words>
  >;
  return z.union(
    [
      place,
      places,
      z.strictObject({ constant: z.enum(meanings) }),
      z.strictObject({ ...sought, words: z.strictObject(lists).optional(), otherwise: z.enum(meanings).optional() }),
    ],
    { error: `write a path, { constant: … }, or { from: …, words: { ${meanings.join(': […], ')}: […] }, otherwise: … }` },
  );
}

/** The fields of `conditionFields` a mapping may give: those no other part of an alert or incident decides. */
export const mappedFields = [
  'service',
  'type',
  'category',
  'environment',
  'region',
  'cluster',
  'deployment',
  'host',
  'domain',
  'segment',
  'customer',
  'owner',
  'dependencies',
  'reporter',
  'detectedBy',
  'impact',
  'tags',
  'priority',
  'vip',
  'customerFacing',
] as const;

/** What an action may be mapped to; what is ignored is answered and not kept. */
export const mappedActions = ['trigger', 'acknowledge', 'resolve', 'ignore'] as const;

const expression = Expression.optional();

/**
 * Schema of how the bodies of a monitor of one's own become alerts (B2, S56): for each field where it comes from. A field that is
 * not mapped, or finds nothing, is read by its obvious names. `each` names the list when a body carries several alerts.
 */
export const Mapping = z.strictObject({
  each: path.optional(),
  action: worded(mappedActions).optional(),
  severity: worded(severities).optional(),
  dedupKey: expression,
  summary: expression,
  source: expression,
  component: expression,
  group: expression,
  class: expression,
  occurredAt: expression,
  groupKey: expression,
  expiresAt: expression,
  client: expression,
  clientUrl: expression,
  known: z
    .strictObject(
      Object.fromEntries(mappedFields.map((field) => [field, expression])) as Record<(typeof mappedFields)[number], typeof expression>,
    )
    .optional(),
  labels: z
    .union([from, z.record(z.string().min(1).max(100), Expression)], { error: 'write a path to them, or a name and a path for each' })
    .optional(),
  links: z
    .array(z.strictObject({ href: Expression, text: expression }))
    .max(20)
    .optional(),
  images: z
    .array(z.strictObject({ src: Expression, alt: expression }))
    .max(20)
    .optional(),
});
/** How the bodies of a monitor become alerts. */
export type Mapping = z.infer<typeof Mapping>;
