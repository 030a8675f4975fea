import { z } from 'zod';
import { Form, FormField, FormWords } from '../form/form.ts';
import { Id } from '../log/envelope.ts';
import { given } from './file-given.ts';

/** What a form says, in two languages or in one for everybody. */
const words = z.union([z.string(), FormWords]).transform((said) => (typeof said === 'string' ? { en: said } : said));
const option = z.union([z.string().transform((value) => ({ value })), z.strictObject({ value: z.string(), label: words.optional() })]);

/** Schema of a form in a workspace file: its fields by their ids, in the order they are asked. */
export const fileForm = z
  .record(
    Id,
    z.strictObject({
      ...FormField.pick({ group: true, kind: true, sets: true }).shape,
      label: words,
      help: words.optional(),
      required: z.boolean().optional(),
      options: z.array(option).optional(),
    }),
  )
  .transform((fields): unknown => ({
    fields: Object.entries(fields).map(([id, { required, ...field }]) => ({ id, ...field, ...(required === true ? { required } : {}) })),
  }))
  .pipe(Form);

/** A form as a file writes it. */
export function fileFormOf({ fields }: Form): object {
  const said = (text: FormWords | undefined) => (text?.fr === undefined ? text?.en : text);
  return Object.fromEntries(
    fields.map(({ id, label, help, options, ...field }) => [
      id,
      given({
        label: said(label),
        help: said(help),
        ...field,
        options: options?.map(({ value, label: shown }) => (shown ? given({ value, label: said(shown) }) : value)),
      }),
    ]),
  );
}
