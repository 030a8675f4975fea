import type { Attachment } from '../../shared/alert/alert.ts';
import type { Form, FormField } from '../../shared/form/form.ts';

/** What somebody has answered so far, by the ids of the fields; addresses as lines, numbers as they are typed. */
export type Draft = Readonly<Record<string, string | boolean | readonly Attachment[] | undefined>>;

let kept: Draft | undefined;

/** What was half written when the form was closed; nothing once an incident was opened with it. */
export function keptDraft(): Draft | undefined {
  return kept;
}

/** Keeps what is half written until the window closes or an incident is opened with it. */
export function keepDraft(draft: Draft | undefined): void {
  kept = draft;
}

/** Whether somebody has answered a field. */
export function isAnswered({ id }: FormField, draft: Draft): boolean {
  const answer = draft[id];
  return typeof answer === 'string' ? answer.trim() !== '' : typeof answer === 'boolean' || (answer?.length ?? 0) > 0;
}

/** The fields that have to be answered and are not. */
export function missingIn(form: Form, draft: Draft): string[] {
  return form.fields.filter((field) => field.required === true && !isAnswered(field, draft)).map(({ id }) => id);
}

/** A draft as the form's answers: what is not answered is left out. */
export function answersOf(form: Form, draft: Draft): Record<string, string | number | boolean | string[] | Attachment[]> {
  return Object.fromEntries(
    form.fields
      .filter((field) => isAnswered(field, draft))
      .map(({ id, kind }) => {
        const answer = draft[id] ?? '';
        if (typeof answer !== 'string') {
          return [id, typeof answer === 'boolean' ? answer : [...answer]];
        }
        const text = answer.trim();
        const number = kind === 'number' ? Number(text.replace(',', '.')) : Number.NaN;
        return [id, kind === 'link' ? text.split(/\s+/) : Number.isFinite(number) ? number : text];
      }),
  );
}
