import { z } from 'zod';
import { ActionKind } from '../incident/action-events.ts';
import { incidentBodies, IncidentRole, Stage, type IncidentBody, type IncidentEventType, type Via } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import { Priority } from '../incident/priority.ts';
import { BridgeUrl, InsideAudience } from '../incident/telling-events.ts';
import { Id, InstantMs } from '../log/envelope.ts';
import { Severity } from '../log/severity.ts';
import { isoOf } from '../time/instant.ts';
import { duration, moment } from '../time/written.ts';
import { find, frozenPolicy, mayAnswer, nameOf } from '../workspace/workspace.ts';
import type { IncidentCommandName } from './command-names.ts';
import { policyOf } from './rules.ts';
import type { State } from './state.ts';

/** What a command becomes in the log: the type and body of its event; or a sentence that says why it cannot be made. */
export type CommandDraft = { type: IncidentEventType; body: Record<string, unknown> } | { problem: string };

/** Something a person does to an incident: what they say of it, and the event it makes of that. */
interface IncidentCommand<I> {
  input: z.ZodType<I>;
  draft(context: { incident: Incident; via: Via; state: State }, input: I): CommandDraft;
}

const nothing = z.strictObject({});
const people = z.array(Id).min(1, 'name at least one person').max(50);
/** An id people copy from a list rather than know. */
const listedId = z.uuid('copy an id that "updates" lists');
/** What is said, as its event takes it. */
const words = z.string().trim().min(1, 'write something first').max(10_000);

/** Whom an update is for: those inside, customers, or whoever reads the status page; the last two wait at a checkpoint (S103). */
export const UpdateFor = z.enum([...InsideAudience.options, 'customers', 'public']);
/** Whom an update is for. */
export type UpdateFor = z.infer<typeof UpdateFor>;

const other = z.strictObject({ incident: z.string().min(1, 'name the other incident') });

/** A moment as people write it, or as the window has it. */
const givenMoment = z.preprocess((given) => (InstantMs.safeParse(given).success ? isoOf(given as number) : given), moment);

function event<T extends IncidentEventType>(type: T, body: IncidentBody<T>): CommandDraft {
  return { type, body };
}

function command<I>(input: z.ZodType<I>, draft: IncidentCommand<I>['draft']): IncidentCommand<I> {
  return { input, draft };
}

/** Another incident by its id or number; what to say when it is not known. */
function named(state: State, name: string): string | { problem: string } {
  const found = state.incidents.get(name) ?? [...state.incidents.values()].find(({ number }) => String(number) === name);
  return found?.id ?? { problem: `There is no incident "${name}".` };
}

function known(state: State, ids: readonly string[]): string | undefined {
  const unknown = ids.find((id) => !find(state.workspace, 'person', id));
  if (unknown !== undefined) {
    return `There is no person "${unknown}" in the workspace.`;
  }
  const reader = ids.find((id) => !mayAnswer(find(state.workspace, 'person', id)));
  return reader === undefined
    ? undefined
    : `${nameOf(state.workspace, 'person', reader)} only reads along and cannot answer; name somebody else.`;
}

/** Everything a person can do to an incident by name, the same in the window, the command line and the API (B1, S156). */
export const incidentCommands = {
  acknowledge: command(nothing, ({ incident: { epoch }, via }) => event('incident.acknowledged', { epoch, via })),
  resolve: command(nothing, ({ incident: { epoch }, via }) => event('incident.resolved', { epoch, via })),
  escalate: command(z.strictObject({ level: z.int().min(1).max(100).optional() }), ({ incident, via, state }, { level }) => {
    const { epoch } = incident;
    const levels = policyOf(state.workspace, incident).steps.length;
    if (level !== undefined && level > levels) {
      return { problem: `There is no level ${level}; the incident's policy has ${levels}.` };
    }
    return event('incident.escalated', { epoch, reason: 'escalated-by-hand', via, ...(level === undefined ? {} : { level }) });
  }),
  reopen: command(nothing, ({ via }) => event('incident.reopened', { via })),
  note: command(z.strictObject({ text: z.string().trim().min(1, 'write something first').max(10_000) }), (_, { text }) =>
    event('incident.annotated', { text }),
  ),
  snooze: command(z.strictObject({ for: duration }), ({ incident: { epoch }, via }, { for: durationMs }) =>
    event('incident.snoozed', { epoch, durationMs, via }),
  ),
  reassign: command(z.strictObject({ people }), ({ incident: { epoch }, via, state }, input) => {
    const problem = known(state, input.people);
    return problem === undefined ? event('incident.reassigned', { epoch, people: input.people, via }) : { problem };
  }),
  'hand-over': command(z.strictObject({ to: Id }), ({ via, state }, { to }) => {
    const problem = known(state, [to]);
    return problem === undefined ? event('incident.handed-over', { to, via }) : { problem };
  }),
  'add-responders': command(z.strictObject({ people }), ({ via, state }, input) => {
    const problem = known(state, input.people);
    return problem === undefined ? event('incident.responders-added', { people: input.people, via }) : { problem };
  }),
  decline: command(z.strictObject({ call: z.uuid(), reason: z.string().trim().min(1, 'say why').max(500) }), (_, body) =>
    event('incident.declined', body),
  ),
  severity: command(z.strictObject({ severity: Severity }), ({ via }, { severity }) =>
    event('incident.severity-changed', { severity, via }),
  ),
  priority: command(z.strictObject({ priority: Priority }), ({ via }, { priority }) =>
    event('incident.priority-changed', { priority, via }),
  ),
  stage: command(z.strictObject({ stage: Stage }), ({ via }, { stage }) => event('incident.stage-changed', { stage, via })),
  role: command(z.strictObject({ role: IncidentRole, person: Id }), ({ state }, body) => {
    const problem = known(state, [body.person]);
    return problem === undefined ? event('incident.role-assigned', body) : { problem };
  }),
  deadline: command(z.strictObject({ at: givenMoment.nullable() }), (_, { at }) => event('incident.deadline-set', { at })),
  /** Puts the present revision of its policy, or another policy, in force (C17); by default the path goes on where it stood. */
  policy: command(
    z.strictObject({ policy: Id.optional(), restart: z.boolean().optional() }),
    ({ incident, via, state }, { policy, restart }) => {
      const id = policy ?? incident.policy.id;
      return find(state.workspace, 'policy', id)
        ? event('incident.policy-changed', {
            epoch: incident.epoch,
            policy: frozenPolicy(state.workspace, id),
            restart: restart ?? id !== incident.policy.id,
            via,
          })
        : { problem: `There is no policy "${id}" in the workspace any more.` };
    },
  ),
  merge: command(other, ({ via, state }, input) => {
    const into = named(state, input.incident);
    return typeof into === 'string' ? event('incident.merged', { into, via }) : into;
  }),
  unmerge: command(nothing, ({ via }) => event('incident.unmerged', { via })),
  block: command(other, ({ state }, input) => {
    const by = named(state, input.incident);
    return typeof by === 'string' ? event('incident.blocked', { incident: by }) : by;
  }),
  unblock: command(other, ({ state }, input) => {
    const by = named(state, input.incident);
    return typeof by === 'string' ? event('incident.unblocked', { incident: by }) : by;
  }),
  /** Lets what is suppressed ring, whatever suppresses it. */
  unsuppress: command(nothing, ({ incident: { epoch }, via }) => event('incident.unsuppressed', { epoch, via })),
  propose: command(
    z.strictObject({ kind: ActionKind, text: z.string().trim().min(1, 'write what is to be said or done').max(10_000) }),
    (_, body) => event('action.proposed', body),
  ),
  approve: command(z.strictObject({ action: listedId }), (_, body) => event('action.approved', body)),
  reject: command(z.strictObject({ action: listedId, reason: z.string().trim().min(1, 'say why').max(2000) }), (_, body) =>
    event('action.rejected', body),
  ),
  /** Tells an audience how it stands; what leaves the house is proposed, and goes out once it is approved. */
  update: command(z.strictObject({ for: UpdateFor, text: words }), (_, { for: audience, text }) =>
    audience === 'customers' || audience === 'public'
      ? event('action.proposed', { kind: audience === 'customers' ? 'customer-update' : 'public-status', text })
      : event('incident.posted', { kind: 'update', audience, text }),
  ),
  decide: command(z.strictObject({ text: words, for: InsideAudience.optional() }), (_, { text, for: audience }) =>
    event('incident.posted', { kind: 'decision', audience: audience ?? 'responders', text }),
  ),
  bridge: command(z.strictObject({ url: BridgeUrl.nullable() }), (_, body) => event('incident.bridge-set', body)),
  'follow-up': command(
    z.strictObject({ text: words.max(2000), of: listedId.optional(), owner: Id.optional(), due: givenMoment.optional() }),
    ({ state }, { text, of, owner, due }) =>
      owner !== undefined && !find(state.workspace, 'person', owner)
        ? { problem: `There is no person "${owner}" in the workspace.` }
        : event('incident.follow-up-added', {
            text,
            ...(of === undefined ? {} : { of }),
            ...(owner === undefined ? {} : { owner }),
            ...(due === undefined ? {} : { dueAt: due }),
          }),
  ),
  'follow-up-done': command(z.strictObject({ followUp: listedId }), (_, body) => event('incident.follow-up-done', body)),
} satisfies Record<IncidentCommandName, unknown>;

/** A draft the log would take; a sentence for one of another form, as a snooze that is too long. */
function asTheLogTakesIt(draft: CommandDraft): CommandDraft {
  const body = 'problem' in draft ? undefined : incidentBodies[draft.type].safeParse(draft.body);
  const [issue] = body?.error?.issues ?? [];
  return issue ? { problem: `${saidAs[issue.path.join('.')] ?? issue.path.join('.')}: ${issue.message}.` } : draft;
}

/** What people call what the log calls otherwise. */
const saidAs: Readonly<Record<string, string>> = { durationMs: 'for' };

/** The event a command makes of what was said; a sentence when it is not said rightly or names what is not there. */
export function draftCommand(
  name: IncidentCommandName,
  context: { incident: Incident; via: Via; state: State },
  said: unknown,
): CommandDraft {
  const { input, draft } = incidentCommands[name] as IncidentCommand<unknown>;
  const parsed = input.safeParse(said ?? {});
  if (parsed.success) {
    return asTheLogTakesIt(draft(context, parsed.data));
  }
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  return { problem: `${where === '' ? '' : `${where}: `}${issue?.message ?? 'This is not valid'}.` };
}
