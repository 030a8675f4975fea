import { z } from 'zod';
import { conditionFields, kindOfField } from '../condition/fields.ts';
import { Priority } from '../incident/priority.ts';
import { Id } from '../log/envelope.ts';

/** The groups of a form, in the order they are shown (S60). */
export const formGroups = ['identification', 'classification', 'source', 'evidence', 'context'] as const;
/** The kinds of answer a form asks for. */
export const formKinds = ['text', 'choice', 'number', 'yesno', 'service', 'severity', 'link', 'attachment'] as const;

const words = z.string().trim().min(1, 'write something').max(200);

/** Schema of what a form says to people, in English and perhaps in French. */
export const FormWords = z.strictObject({ en: words, fr: words.optional() });
/** What a form says to people. */
export type FormWords = z.infer<typeof FormWords>;

/**
 * Schema of one field of a form. `sets` is where the answer goes: `title`, `description`, `priority`, a field conditions read, or
 * `label.NAME`; `label.ID` unless said otherwise. The kinds `service`, `severity`, `link` and `attachment` say it themselves.
 * `options` are those of a `choice`, by the value they stand for.
 */
export const FormField = z.strictObject({
  id: Id,
  label: FormWords,
  help: FormWords.optional(),
  group: z.enum(formGroups),
  kind: z.enum(formKinds),
  required: z.literal(true).optional(),
  options: z
    .array(z.strictObject({ value: z.string().min(1).max(200), label: FormWords.optional() }))
    .min(1, 'name at least one option')
    .max(100)
    .optional(),
  sets: z.string().max(200).optional(),
});
/** One field of a form. */
export type FormField = z.infer<typeof FormField>;

/** What an incident is told by hand beside what conditions read. */
const beside = ['title', 'description', 'priority'];
/** Fields of conditions that follow from the incident itself or its service, and that nobody answers. */
const notAnswered = new Set(
  'text service team policy integration dedupKey groupKey tags status stage severity alertCount recentIncidents epoch level test'.split(
    ' ',
  ),
);

/** Where the answer to a field goes; undefined for links and attachments, which the incident keeps beside what is known. */
export function setBy({ id, kind, sets }: FormField): string | undefined {
  switch (kind) {
    case 'service':
    case 'severity':
      return kind;
    case 'link':
    case 'attachment':
      return undefined;
    case 'text':
    case 'choice':
    case 'number':
    case 'yesno':
      return sets ?? `label.${id}`;
  }
}

/**
 * Schema of the form people open an incident with: it asks what escalation reads (S59, S60). It has a required text for the title and
 * a required service, and no two fields that go to the same place.
 */
export const Form = z.strictObject({ fields: z.array(FormField).min(1).max(60) }).superRefine(({ fields }, context) => {
  const complain = (message: string, ...path: PropertyKey[]) => context.addIssue({ code: 'custom', message, path: ['fields', ...path] });
  const places = fields.map(setBy);
  fields.forEach((field, i) => {
    if (fields.findIndex(({ id }) => id === field.id) < i) {
      complain(`the field "${field.id}" stands twice`, i, 'id');
    }
    const other = places[i] === undefined ? i : places.indexOf(places[i]);
    if (other < i) {
      complain(`"${fields[other]?.id ?? ''}" goes to ${places[i] ?? ''} already`, i, field.sets === undefined ? 'kind' : 'sets');
    }
    const problem = problemOf(field);
    if (problem) {
      complain(problem.message, i, problem.at);
    }
  });
  for (const [place, kind] of [
    ['title', 'text'],
    ['service', 'service'],
  ] as const) {
    if (!fields.some((field) => setBy(field) === place && field.kind === kind && field.required === true)) {
      complain(`ask for the ${place}: a field of kind ${kind}, required${place === 'title' ? ', that sets title' : ''}`);
    }
  }
});
/** The form people open an incident with. */
export type Form = z.infer<typeof Form>;

function problemOf(field: FormField): { message: string; at: keyof FormField } | undefined {
  const { kind, options, sets } = field;
  if ((kind === 'choice') !== (options !== undefined)) {
    return { at: options ? 'options' : 'kind', message: 'options are for a choice, and a choice has options' };
  }
  const place = setBy(field);
  if (place === undefined || place === kind) {
    return sets === undefined || sets === place ? undefined : { at: 'sets', message: `a ${kind} goes to its own place; leave sets out` };
  }
  if (!beside.includes(place) && (kindOfField(place) === undefined || notAnswered.has(place))) {
    const fields = Object.keys(conditionFields).filter((name) => !notAnswered.has(name));
    return {
      at: 'sets',
      message: `"${place}" cannot be set; use label.NAME or one of: ${[...new Set([...beside, ...fields])].join(', ')}`,
    };
  }
  const unknown = place === 'priority' ? options?.find(({ value }) => !Priority.safeParse(value).success) : undefined;
  if (place === 'priority' && (kind !== 'choice' || unknown)) {
    return { at: 'options', message: 'priority is a choice among P1, P2, P3, P4 and P5' };
  }
  const wanted = kindOfField(place);
  const isRight =
    wanted === 'any' || place === 'priority' || (wanted === 'boolean' ? kind === 'yesno' : kind === 'text' || kind === 'choice');
  return isRight
    ? undefined
    : { at: 'kind', message: `${place} is ${wanted === 'boolean' ? 'yes or no; ask with yesno' : 'text; ask with text or choice'}` };
}
