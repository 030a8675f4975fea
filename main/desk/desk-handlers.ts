import type { CommandResult } from '../../shared/bridge/contract.ts';
import { tellingOf } from '../../shared/delivery/telling-view.ts';
import { explain } from '../../shared/explain/explain.ts';
import { policiesView } from '../../shared/policy-view/policy-view.ts';
import { formOf } from '../../shared/form/default-form.ts';
import { emptyWorkspace } from '../../shared/workspace/workspace.ts';
import type { State } from '../../shared/state/state.ts';
import type { Replica } from '../store/replica.ts';
import type { Handlers } from '../bridge/handlers.ts';
import type { Settings, SettingsValues } from '../settings/settings.ts';
import type { DeskService } from './desk.ts';
import { pendingCommands } from './desk-view.ts';
import { scheduleHandlers } from './schedule-handlers.ts';
import { noiseHandlers } from './noise-handlers.ts';
import { handoffDraft } from './handoff-draft.ts';
import { IncidentContexts } from './incident-context.ts';
import { incidentDetail } from './incident-detail.ts';
import { openIncident } from './open-incident.ts';
import type { Responder } from './responder.ts';
import { resultOf } from './result.ts';
import { wayHandlers } from './way-handlers.ts';

const unpaired: CommandResult = { ok: false, message: 'Pair this laptop with a relay first.' };

/** What the edges must do for the window that the desk cannot. */
export interface DeskExtras {
  settings: Settings;
  newId(): string;
  openLink(url: string): Promise<CommandResult>;
  testSound(severity: 'critical' | 'error' | 'warning' | 'info'): Promise<CommandResult>;
}

/** What this laptop knows, with an incident that was over too long ago to be in sight. */
function withIncident({ view, past }: Replica, id: string): State {
  const old = view.incidents.has(id) ? undefined : past.incident(id);
  return old ? { ...view, incidents: new Map(view.incidents).set(id, old) } : view;
}

/** Answers every request of the window. */
export function deskHandlers(desk: DeskService, extras: DeskExtras): Handlers {
  const withResponder = async (act: (responder: Responder) => CommandResult): Promise<CommandResult> =>
    desk.responder ? act(desk.responder) : unpaired;
  const contexts = new IncidentContexts();
  return {
    'desk:get': async () => desk.current(),
    'form:get': async () => formOf(desk.responder?.replica.view.workspace ?? emptyWorkspace()),
    'policies:get': async () => policiesView(desk.responder?.replica.view.workspace ?? emptyWorkspace()),
    ...scheduleHandlers(desk, extras.newId, resultOf),
    ...noiseHandlers(desk, extras.newId, resultOf),
    ...wayHandlers(desk, resultOf),
    'incident:get': async ({ id }) => {
      const replica = desk.responder?.replica;
      if (!replica) {
        return undefined;
      }
      const history = replica.history({ kind: 'incident', id });
      const mine = replica.overlay.filter(({ event }) => event.entity.id === id);
      const state = withIncident(replica, id);
      const incident = state.incidents.get(id);
      const detail = incidentDetail(state, id, replica.person, history, pendingCommands(mine));
      return detail && incident && { ...detail, ...contexts.of(replica, id), telling: tellingOf(state, incident, replica.now()) };
    },
    'incident:explain': async ({ id, person }) => {
      const replica = desk.responder?.replica;
      const incident = replica?.view.incidents.get(id);
      return (
        replica &&
        incident &&
        explain(
          replica.view,
          incident,
          replica.history({ kind: 'incident', id }).map(({ event }) => event),
          person,
        )
      );
    },
    'incident:acknowledge': ({ id, via }) => withResponder((responder) => resultOf(responder.acknowledge(id, via))),
    'incident:resolve': ({ id, via }) => withResponder((responder) => resultOf(responder.resolve(id, via))),
    'incident:escalate': ({ id, via }) => withResponder((responder) => resultOf(responder.escalate(id, via))),
    'incident:reopen': ({ id, via }) => withResponder((responder) => resultOf(responder.reopen(id, via))),
    'incident:do': ({ id, name, via, said }) =>
      withResponder((responder) => {
        const done = responder.do(id, name, via, said);
        return done && 'problem' in done ? { ok: false, message: done.problem } : resultOf(done);
      }),
    'incident:annotate': ({ id, text }) => withResponder((responder) => resultOf(responder.annotate(id, text))),
    'incident:trigger': async (said) => {
      const replica = desk.responder?.replica;
      return replica ? openIncident(replica, extras.newId(), said) : unpaired;
    },
    'handoff:draft': async ({ schedule }) => {
      const replica = desk.responder?.replica;
      return replica && handoffDraft(replica.view, replica.person, schedule, replica.now());
    },
    'handoff:offer': (offer) =>
      withResponder(({ replica }) => resultOf(replica.command('handoff.offered', { kind: 'handoff', id: extras.newId() }, offer))),
    'handoff:answer': ({ id, accept, reason }) =>
      withResponder(({ replica }) =>
        resultOf(
          accept
            ? replica.command('handoff.accepted', { kind: 'handoff', id }, {})
            : replica.command('handoff.declined', { kind: 'handoff', id }, { reason: reason?.trim() || '—' }),
        ),
      ),
    'returned:reapply': ({ id }) => withResponder((responder) => resultOf(responder.reapply(id))),
    'returned:dismiss': ({ id }) =>
      withResponder(({ replica }) => {
        replica.dismiss(id);
        return { ok: true };
      }),
    pair: ({ url, code, person }) => desk.pair(url, code, person),
    'settings:set': async ({ soundsPausedUntil, ...rest }) => {
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<SettingsValues>;
      extras.settings.set(soundsPausedUntil === undefined ? given : { ...given, soundsPausedUntil: soundsPausedUntil ?? undefined });
      return { ok: true };
    },
    'sound:test': ({ severity }) => extras.testSound(severity),
    'link:open': ({ url }) => extras.openLink(url),
  };
}
