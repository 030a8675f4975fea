import { z } from 'zod';
import { Alert, Attachment, Known } from '../alert/alert.ts';
import type { IncidentBody } from '../incident/incident-events.ts';
import { Priority } from '../incident/priority.ts';
import { Severity } from '../log/severity.ts';
import type { State } from '../state/state.ts';
import { find, frozenPolicy } from '../workspace/workspace.ts';
import { Answers, mostAttachments, mostLinks, readAnswers } from './answers.ts';
import { formOf } from './default-form.ts';
import { fieldErrors, type FieldError } from './field-error.ts';
import type { Form } from './form.ts';

/**
 * Schema of what somebody says who opens an incident: the `answers` to the form, or the incident's fields one by one, or both; what is
 * said of a field itself goes before the answer that would set it.
 */
export const OpenedByHand = z.strictObject({
  title: z.string().trim().min(1, 'write what is wrong').max(1024).optional(),
  service: z.string().max(200).optional(),
  severity: Severity.optional(),
  description: z.string().max(10_000).optional(),
  test: z.boolean().optional(),
  priority: Priority.optional(),
  known: Known.optional(),
  links: Alert.shape.links,
  attachments: z.array(Attachment).max(5).optional(),
  answers: Answers.optional(),
});
/** What somebody says who opens an incident. */
export type OpenedByHand = z.infer<typeof OpenedByHand>;

/** The entry that opens an incident by hand, with what is said beside it as its first note; or all that is wrong, field by field. */
export type Opening = { body: IncidentBody<'incident.triggered'>; note?: string } | { errors: FieldError[] };

/** The incident that answers to a form come to, at the policy its service has now (S61); what is required is enforced. */
export function incidentFromAnswers(form: Form, answers: Answers, state: State): Opening {
  return opening(form, { answers }, state);
}

/**
 * The incident somebody opens by hand, the same on the relay and on a laptop without it (S59, S61). Without answers nothing is required
 * but a title and a service; nothing said of how bad it is means critical.
 */
export function openedByHand(state: State, said: OpenedByHand): Opening {
  return opening(formOf(state.workspace), said, state);
}

function opening(form: Form, { answers, ...said }: OpenedByHand, { workspace }: State): Opening {
  const places = Object.entries(said).flatMap(([place, value]) => (value === undefined ? [] : [place]));
  const read = answers ? readAnswers(form, answers, new Set(places)) : undefined;
  const title = said.title ?? read?.title;
  const named = said.service ?? read?.service;
  const service = named === undefined ? undefined : find(workspace, 'service', named);
  const links = [...(read?.links ?? []), ...(said.links ?? [])];
  const attachments = [...(read?.attachments ?? []), ...(said.attachments ?? [])];
  const errors = [
    ...(read?.errors ?? []),
    ...(title === undefined && !read ? [fieldErrors.missing('title')] : []),
    ...(named === undefined && !read ? [fieldErrors.missing('service')] : []),
    ...(named !== undefined && !service ? [fieldErrors.unknownService(serviceField(form, said, read !== undefined), named)] : []),
  ];
  if (errors.length === 0 && links.length > mostLinks) {
    errors.push(fieldErrors.tooMany('links', mostLinks));
  }
  if (errors.length === 0 && attachments.length > mostAttachments) {
    errors.push(fieldErrors.tooMany('attachments', mostAttachments));
  }
  if (errors.length > 0 || title === undefined || !service) {
    return { errors };
  }
  const priority = said.priority ?? read?.priority;
  const description = said.description ?? read?.description ?? '';
  // What is said of it in words is read by conditions like the words of an alert.
  const told = read && description.trim() !== '' ? { text: description.slice(0, 2000).toWellFormed() } : {};
  const known = { ...read?.known, ...told, ...said.known };
  return {
    body: {
      title,
      severity: said.severity ?? read?.severity ?? 'critical',
      service: service.id,
      policy: frozenPolicy(workspace, service.policy),
      ...(priority === undefined ? {} : { priority }),
      ...(Object.keys(known).length === 0 ? {} : { known }),
      ...(links.length === 0 ? {} : { links }),
      ...(attachments.length === 0 ? {} : { attachments }),
      ...(said.test === undefined ? {} : { test: said.test }),
    },
    ...(description.trim() === '' ? {} : { note: description }),
  };
}

/** By which name somebody has spoken of the service. */
function serviceField(form: Form, said: OpenedByHand, byForm: boolean): string {
  const asked = byForm && said.service === undefined ? form.fields.find(({ kind }) => kind === 'service') : undefined;
  return asked?.id ?? 'service';
}
