import type { z } from 'zod';
import type { CommandResult, noiseKinds } from '../../shared/bridge/contract.ts';
import { Condition } from '../../shared/condition/condition.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { occurrencesOf } from '../../shared/noise-view/occurrences.ts';
import { previewOf } from '../../shared/noise-view/preview.ts';
import { ruleTrial } from '../../shared/noise-view/rule-trial.ts';
import { noiseView } from '../../shared/noise-view/show.ts';
import { refusal } from '../../shared/state/judge.ts';
import { emptyState } from '../../shared/state/state.ts';
import { definitions, type Definition } from '../../shared/workspace/definitions.ts';
import { find } from '../../shared/workspace/workspace.ts';
import type { Handlers } from '../bridge/handlers.ts';
import type { Replica } from '../store/replica.ts';
import type { DeskService } from './desk.ts';

/** On how many of the latest alerts a rule is tried. */
const triedAlerts = 100;

const unpaired: CommandResult = { ok: false, message: 'Pair this laptop with a relay first.' };
const gone: CommandResult = { ok: false, message: 'It is not in the workspace any more; look again.' };

type NoiseKind = (typeof noiseKinds)[number];
type DeskReplica = Pick<Replica, 'view' | 'person' | 'now' | 'overlay' | 'command'>;

/** The first thing that is wrong with what was written, as a sentence. */
function problemIn(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  return `${where === '' ? '' : `${where}: `}${issue?.message ?? 'This is not valid'}.`;
}

/** Answers what the window asks of that which keeps noise down: to look at it, to see what a matcher fits, and to change it. */
export function noiseHandlers(
  desk: Pick<DeskService, 'responder'>,
  newId: () => string,
  resultOf: (event: Event | undefined) => CommandResult,
): Pick<Handlers, 'noise:get' | 'noise:preview' | 'noise:define' | 'noise:remove' | 'noise:switch' | 'noise:try'> {
  /** Makes a command unless the log would refuse it: then its author hears why at once, and not from the tray later. */
  const make = (replica: DeskReplica, kind: NoiseKind | 'routing-rule', what: 'defined' | 'removed', id: string, body: object) => {
    const author = { type: `${kind}.${what}`, entity: { kind, id }, body: { ...body } };
    const refused = refusal(replica.view, author, { kind: 'person', id: replica.person });
    return refused === undefined
      ? resultOf(replica.command(author.type, author.entity, author.body))
      : { ok: false as const, message: refused };
  };
  return {
    'noise:get': async () => {
      const replica = desk.responder?.replica;
      const made = (replica?.overlay ?? []).filter(({ kind }) => kind === 'pending').map(({ event: { entity } }) => entity);
      const pending = new Set(made.map(({ kind, id }) => `${kind} ${id}`));
      return noiseView(replica?.view ?? emptyState(), { me: replica?.person ?? '', now: replica?.now() ?? 0, pending });
    },
    'noise:preview': async ({ when, services, weekly }) => {
      const replica = desk.responder?.replica;
      const condition = when === undefined ? undefined : Condition.safeParse(when);
      if (!replica) {
        return { problem: 'Pair this laptop with a relay first.' };
      }
      if (condition && !condition.success) {
        return { problem: problemIn(condition.error) };
      }
      const next = weekly && occurrencesOf({ id: 'new', name: 'new', weekly }, replica.now());
      return { ...previewOf(replica.view, { when: condition?.data, services }, replica.now()), next };
    },
    'noise:define': async ({ kind, id = newId(), said }) => {
      const replica = desk.responder?.replica;
      const definition = definitions[kind].safeParse({ ...said, id });
      if (!replica) {
        return unpaired;
      }
      if (!definition.success) {
        return { ok: false, message: problemIn(definition.error) };
      }
      const result = make(replica, kind, 'defined', id, { definition: definition.data });
      return result.ok ? { ok: true, id } : result;
    },
    'noise:remove': async ({ kind, id }) => {
      const replica = desk.responder?.replica;
      if (!replica) {
        return unpaired;
      }
      return find(replica.view.workspace, kind, id) ? make(replica, kind, 'removed', id, {}) : gone;
    },
    'noise:try': async ({ rule, on }) => {
      const replica = desk.responder?.replica;
      return replica && ruleTrial(replica.view, rule, on, replica.past.lastAlerts(replica.head.seq, triedAlerts));
    },
    'noise:switch': async ({ rule: id, on }) => {
      const replica = desk.responder?.replica;
      if (!replica) {
        return unpaired;
      }
      const rule = find(replica.view.workspace, 'routing-rule', id);
      return rule ? make(replica, 'routing-rule', 'defined', id, { definition: switched(rule, on) }) : gone;
    },
  };
}

/** A rule switched on or off, the rest of it as it is. */
function switched({ off: _, ...rule }: Definition<'routing-rule'>, on: boolean): Definition<'routing-rule'> {
  return on ? rule : { ...rule, off: true };
}
