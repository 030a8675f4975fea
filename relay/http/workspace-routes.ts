import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decodeEvent } from '../../shared/log/envelope.ts';
import { joined, onCallAt, peopleOnCall, shiftsBetween } from '../../shared/schedule/on-call.ts';
import { DAY_MS, isoOf, parseIso } from '../../shared/time/instant.ts';
import { zoneDataVersion } from '../../shared/time/zone.ts';
import { mostAddresses } from '../../shared/workspace/contact.ts';
import { differenceTo, type Change } from '../../shared/workspace/difference.ts';
import { readWorkspaceFile, type FileDefinitions } from '../../shared/workspace/file.ts';
import { writeWorkspaceFile } from '../../shared/workspace/file-write.ts';
import { all, find, nameOf, type Workspace } from '../../shared/workspace/workspace.ts';
import { goneWith, impactsOf } from './apply-impact.ts';
import { outOfReach } from '../subscriptions/out-of-reach.ts';
import { unverifiedRules } from '../ways/unverified-rules.ts';
import { rulesWithoutProvider } from '../deliver/rules-without-provider.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';

const horizonMs = 35 * DAY_MS;
const Apply = z.strictObject({ text: z.string().max(2_000_000), dryRun: z.boolean().default(false) });

/** Applies the changes of a workspace file to the log; all of them are durable when it resolves. */
export async function applyChanges(
  { ledger, credentials, contacts }: Pick<RelayContext, 'ledger' | 'credentials' | 'contacts'>,
  changes: readonly Change[],
): Promise<void> {
  const drafts = contacts.sealed(
    ledger.state.workspace,
    changes.map(({ draft }) => draft),
  );
  await Promise.all(drafts.map((draft) => ledger.write(draft, { kind: 'admin' }).durable));
  contacts.eraseUnused(ledger.state.workspace);
  credentials.syncIntegrations(all(ledger.state.workspace, 'integration').map(({ id }) => id));
}

/** Addresses people added stay beside those of the file (OWN2), and together they must not be more than one has. */
function refuseTooManyAddresses(workspace: Workspace, { person: people }: FileDefinitions): void {
  const crowded = people.find(({ id, addresses }) => {
    const kept = find(workspace, 'person', id)?.addresses;
    return Object.keys({ ...kept, ...addresses }).length > mostAddresses;
  });
  if (crowded) {
    throw new Problem(
      409,
      `${crowded.name} has added addresses of their own, and with those of the file they are more than ${mostAddresses}. Leave some out, or have them take some away.`,
    );
  }
}

/** Who is on call now or within 12 hours and has no device connected, and since when. */
function unreachableNow(context: RelayContext) {
  return context
    .reachability()
    .flatMap(({ person, onCallFrom, isReachable, unreachableSince }) =>
      onCallFrom === undefined || isReachable
        ? []
        : [{ person, onCallFrom: isoOf(onCallFrom), since: unreachableSince === undefined ? null : isoOf(unreachableSince) }],
    );
}

/** The workspace as code, who is on call, and the log. */
export async function workspaceRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger } = context;

  server.post('/v1/workspace', { bodyLimit: 4_000_000 }, async (request) => {
    const { text, dryRun } = checked(Apply, request.body);
    const { definitions, problems, warnings } = readWorkspaceFile(text, (given) => [
      ...rulesWithoutProvider(given, context.outlets),
      ...unverifiedRules(given, context.ways?.edges),
      ...outOfReach(given, { outlets: context.outlets, publicUrl: context.answers?.publicUrl }),
    ]);
    if (!definitions) {
      throw new Problem(400, 'The workspace file has problems; nothing was changed.', { problems });
    }
    const present = context.contacts.joined(ledger.state.workspace);
    refuseTooManyAddresses(present, definitions);
    const changes = differenceTo(present, definitions, context.now());
    const impacts = impactsOf(ledger.state.workspace, changes, context.now());
    const gone = goneWith(ledger.state, changes);
    if (!dryRun) {
      await untilDurable(applyChanges(context, changes));
    }
    const shown = changes.map(({ kind, id, change, fields }) => ({ kind, id, change, fields }));
    return { applied: !dryRun, changes: shown, impacts, gone, warnings };
  });

  server.get('/v1/workspace', async (_request, reply) =>
    reply.type('application/yaml').send(writeWorkspaceFile(context.contacts.joined(ledger.state.workspace), context.now())),
  );

  server.get('/v1/oncall', async (request) => {
    const { at } = request.query as { at?: string };
    const instant = at === undefined ? context.now() : parseIso(at);
    if (instant === undefined) {
      throw new Problem(400, `"${at ?? ''}" is not a moment; write it with its offset, for example 2026-12-24T18:00:00+01:00.`);
    }
    const { workspace } = ledger.state;
    const person = (id: string) => ({ id, name: nameOf(workspace, 'person', id) });
    return {
      at: isoOf(instant),
      zoneData: zoneDataVersion,
      unreachable: at === undefined ? unreachableNow(context) : [],
      schedules: all(workspace, 'schedule').map((schedule) => {
        const [shift, ...others] = onCallAt(schedule, instant);
        const next = joined(shiftsBetween(schedule, instant, instant + horizonMs)).find(({ from }) => from > instant);
        return {
          id: schedule.id,
          name: schedule.name,
          zone: schedule.zone,
          onCall: shift ? { person: person(shift.person), from: isoOf(shift.from), until: isoOf(shift.until) } : null,
          also: others.map((other) => ({ person: person(other.person), from: isoOf(other.from), until: isoOf(other.until) })),
          backup: peopleOnCall(schedule, instant, 'backup').map(person),
          next: next ? { person: person(next.person), from: isoOf(next.from) } : null,
        };
      }),
    };
  });

  server.get('/v1/events', async (request) => {
    const query = request.query as { after?: string; limit?: string };
    const after = checked(z.coerce.number().int().min(0), query.after ?? 0);
    const limit = checked(z.coerce.number().int().min(1).max(1000), query.limit ?? 500);
    const entries = context.store.read(after, limit);
    // The events for reading; the entries are the very bytes that were hashed and signed, for verifying.
    return { head: context.store.head().seq, log: ledger.log, events: entries.map(decodeEvent), entries };
  });
}
