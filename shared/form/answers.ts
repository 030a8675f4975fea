import { z } from 'zod';
import { Alert, Attachment, type Known } from '../alert/alert.ts';
import { Priority } from '../incident/priority.ts';
import { Id } from '../log/envelope.ts';
import { Severity, severities } from '../log/severity.ts';
import { fieldErrors, type FieldError } from './field-error.ts';
import { setBy, type Form, type FormField } from './form.ts';

const Link = Alert.shape.links.unwrap().element;
/** How many links and attachments one incident takes. */
export const mostLinks = 50;
export const mostAttachments = 5;
const one = z.union([z.string().max(20_000), Link, Attachment]);

/** Schema of one answer: text, a number, yes or no, an address, an attachment, or several of those; null and '' are none. */
export const Answer = z.union([z.number(), z.boolean(), z.null(), one, z.array(one).max(mostLinks)]);
/** Schema of the answers to a form, by the ids of its fields. */
export const Answers = z.record(Id, Answer);
/** The answers to a form. */
export type Answers = z.infer<typeof Answers>;

/** What answers come to: where each goes, and all that is wrong. */
export interface ReadAnswers {
  title?: string;
  description?: string;
  service?: string;
  severity?: Severity;
  priority?: Priority;
  known: Known;
  links: z.infer<typeof Link>[];
  attachments: Attachment[];
  errors: FieldError[];
}

const longest: Readonly<Record<string, number>> = { title: 1024, description: 10_000 };
const longestKnown = 2000;

/**
 * Reads the answers to a form: what is required is there, and each has its field's form (S60, S61). `said` names the places that are
 * spoken of otherwise and need no answer. Whether a service is there is not asked here.
 */
export function readAnswers(form: Form, answers: Answers, said: ReadonlySet<string> = new Set()): ReadAnswers {
  const read: ReadAnswers = { known: {}, links: [], attachments: [], errors: [] };
  const ids = form.fields.map(({ id }) => id);
  read.errors.push(...Object.keys(answers).flatMap((id) => (ids.includes(id) ? [] : [fieldErrors.unknownField(id, ids)])));
  for (const field of form.fields) {
    const given = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
    const answer = typeof given === 'string' ? given.trim() : given;
    if (answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)) {
      if (field.required === true && !said.has(setBy(field) ?? '')) {
        read.errors.push(fieldErrors.missing(field.id));
      }
    } else {
      const error = readAnswer(field, answer, read);
      if (error) {
        read.errors.push(error);
      }
    }
  }
  return read;
}

/** Puts one answer where it goes; what is wrong with it. */
function readAnswer(field: FormField, answer: NonNullable<z.infer<typeof Answer>>, read: ReadAnswers): FieldError | undefined {
  const { id, kind, options } = field;
  switch (kind) {
    case 'link': {
      const links = [answer].flat().map((each) => Link.safeParse(typeof each === 'string' ? { href: each } : each).data);
      read.links.push(...links.filter((link) => link !== undefined));
      return links.includes(undefined) ? fieldErrors.notLink(id) : tooMany(id, read.links, mostLinks);
    }
    case 'attachment': {
      const attachments = [answer].flat().map((each) => Attachment.safeParse(each).data);
      read.attachments.push(...attachments.filter((attachment) => attachment !== undefined));
      return attachments.includes(undefined) ? fieldErrors.notAttachment(id) : tooMany(id, read.attachments, mostAttachments);
    }
    case 'number': {
      const number = typeof answer === 'string' ? Number(answer) : answer;
      return typeof number === 'number' && Number.isFinite(number) ? put(field, number, read) : fieldErrors.notNumber(id);
    }
    case 'yesno':
      return typeof answer === 'boolean' ? put(field, answer, read) : fieldErrors.notYesNo(id);
    case 'severity': {
      const severity = Severity.safeParse(answer).data;
      if (severity) {
        read.severity = severity;
      }
      return severity ? undefined : fieldErrors.notAmong(id, severities);
    }
    case 'choice': {
      const values = (options ?? []).map(({ value }) => value);
      return typeof answer === 'string' && values.includes(answer) ? put(field, answer, read) : fieldErrors.notAmong(id, values);
    }
    case 'text':
    case 'service': {
      if (typeof answer !== 'string') {
        return fieldErrors.notText(id);
      }
      const most = longest[setBy(field) ?? ''] ?? longestKnown;
      return answer.length > most ? fieldErrors.tooLong(id, most) : put(field, answer, read);
    }
  }
}

function tooMany(id: string, all: readonly unknown[], most: number): FieldError | undefined {
  return all.length > most ? fieldErrors.tooMany(id, most) : undefined;
}

function put(field: FormField, answer: string | number | boolean, read: ReadAnswers): undefined {
  const place = setBy(field) ?? '';
  if (place === 'title' || place === 'description' || place === 'service') {
    read[place] = String(answer);
  } else if (place === 'priority') {
    read.priority = Priority.parse(answer);
  } else {
    read.known[place] = answer;
  }
}
