import { z } from 'zod';
import { LocalWindow } from '../time/local-window.ts';
import { conditionFields, kindOfField } from './fields.ts';
import { patternProblem } from './pattern.ts';

const scalar = z.union([z.string().max(500), z.number(), z.boolean()]);
const several = z
  .array(z.union([z.string().max(500), z.number()]))
  .min(1, 'name at least one value')
  .max(100);
const field = z.string().superRefine((name, context) => {
  if (kindOfField(name) === undefined) {
    context.addIssue({
      code: 'custom',
      message: `"${name}" is not a field; use label.NAME or one of: ${Object.keys(conditionFields).join(', ')}`,
    });
  }
});

/** Schema of a comparison of one field (S37 to S40): exactly one of its operators. Text is compared without regard to case. */
export const Comparison = z
  .strictObject({
    field,
    is: scalar.optional(),
    isNot: scalar.optional(),
    in: several.optional(),
    notIn: several.optional(),
    atLeast: scalar.optional(),
    atMost: scalar.optional(),
    above: scalar.optional(),
    below: scalar.optional(),
    contains: z.string().min(1, 'write the text to look for').max(500).optional(),
    matches: z.string().min(1, 'write the pattern to look for').max(500).optional(),
    exists: z.boolean().optional(),
  })
  .superRefine((comparison, context) => {
    const problem = problemOf(comparison);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', message: problem });
    }
  });
/** A comparison of one field. */
export type Comparison = z.infer<typeof Comparison>;

/** The operators of a comparison. */
export const operators = ['is', 'isNot', 'in', 'notIn', 'atLeast', 'atMost', 'above', 'below', 'contains', 'matches', 'exists'] as const;
/** An operator of a comparison. */
export type Operator = (typeof operators)[number];

/** The one operator of a comparison and its value. */
export function operationOf(comparison: Comparison): { operator: Operator; value: unknown } {
  const operator = operators.find((each) => comparison[each] !== undefined) ?? 'exists';
  return { operator, value: comparison[operator] };
}

function problemOf(comparison: Comparison): string | undefined {
  const given = operators.filter((each) => comparison[each] !== undefined);
  const kind = kindOfField(comparison.field);
  const [operator] = given;
  if (given.length !== 1 || operator === undefined) {
    return `say one thing of "${comparison.field}": ${operators.join(', ')}`;
  }
  if (operator === 'matches') {
    return patternProblem(comparison.matches ?? '');
  }
  if (operator === 'exists' || kind === 'any' || kind === undefined) {
    return undefined;
  }
  const values = [comparison[operator]].flat();
  if (typeof kind === 'object') {
    const unknown = values.find((value) => !kind.ranked.includes(String(value)));
    return operator === 'contains'
      ? `"${comparison.field}" is one of ${kind.ranked.join(', ')}; compare it with is, in, atLeast or atMost`
      : unknown === undefined
        ? undefined
        : `"${String(unknown)}" is not a ${comparison.field}; use one of: ${kind.ranked.join(', ')}`;
  }
  const isOrder = operator === 'atLeast' || operator === 'atMost' || operator === 'above' || operator === 'below';
  if (isOrder && kind !== 'number') {
    return `"${comparison.field}" has no order; compare it with is, in, contains or matches`;
  }
  const wanted = kind === 'text' ? 'string' : kind;
  const wrong = values.find((value) => typeof value !== wanted);
  const words = { string: 'text', number: 'a number', boolean: 'true or false' };
  return wrong === undefined ? undefined : `"${comparison.field}" is compared with ${words[wanted]}, not with ${JSON.stringify(wrong)}`;
}

/** What a policy, a rule or a step asks of an incident, as data: all, any or not of others, a comparison, hours, or holidays (S42, D11). */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | Comparison
  | { during: LocalWindow }
  | { holiday: boolean };

const deepest = 10;

function conditionAt(depth: number): z.ZodType<Condition> {
  return z.lazy(() => {
    const leaf = {
      comparison: Comparison,
      during: z.strictObject({ during: LocalWindow }),
      holiday: z.strictObject({ holiday: z.boolean() }),
    };
    const deeper = depth < deepest ? conditionAt(depth + 1) : z.never(`a condition is nested at most ${deepest} deep`);
    const list = z.array(deeper).min(1, 'name at least one condition').max(50);
    const forms: Record<string, z.ZodType<Condition>> = {
      all: z.strictObject({ all: list }),
      any: z.strictObject({ any: list }),
      not: z.strictObject({ not: deeper }),
      during: leaf.during,
      holiday: leaf.holiday,
      field: leaf.comparison,
    };
    // The form is chosen by its key, so that what is wrong is told of the form that was meant.
    return z.record(z.string(), z.unknown()).transform((given, context): Condition => {
      const form = Object.keys(forms).find((key) => Object.hasOwn(given, key));
      const parsed = form === undefined ? undefined : forms[form]?.safeParse(given, { reportInput: true });
      if (!parsed) {
        context.addIssue({ code: 'custom', message: 'a condition says all, any, not, field, during or holiday' });
        return z.NEVER;
      }
      if (!parsed.success) {
        parsed.error.issues.forEach((issue) => context.addIssue({ ...issue }));
        return z.NEVER;
      }
      return parsed.data;
    });
  });
}

/** Schema of a condition; in a workspace file it is written just so. */
export const Condition: z.ZodType<Condition> = conditionAt(1);
