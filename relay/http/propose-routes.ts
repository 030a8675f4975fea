import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { makeEdits } from '../../shared/schedule/make-edits.ts';
import { FairAsked } from '../../shared/schedule-view/fair-asked.ts';
import { fairView } from '../../shared/schedule-view/propose.ts';
import { DAY_MS, isoOf } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { readerQuery } from './reader.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';
import { previewRecord } from './schedule-edit.ts';

const Query = z.object({ ...readerQuery, apply: z.stringbool('write true or false').default(false) });

/** Fair rotations: drawn for a schedule from what the workspace knows, and put in force when asked to. */
export async function proposeRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger } = context;

  server.post('/v1/schedules/:id/propose', async (request) => {
    const { id } = request.params as { id: string };
    const { apply, language, zone } = checked(Query, request.query);
    const asked = checked(FairAsked, request.body);
    const { workspace } = ledger.state;
    const now = context.now();
    const schedule = find(workspace, 'schedule', id);
    if (!schedule) {
      throw new Problem(404, `There is no schedule "${id}".`);
    }
    const unknown = [...asked.people, ...asked.juniors].find((person) => !find(workspace, 'person', person));
    if (unknown !== undefined) {
      throw new Problem(400, `There is no person "${unknown}" in the workspace.`);
    }
    const view = fairView(workspace, schedule, asked, now);
    if ('problem' in view) {
      throw new Problem(400, view.problem[language]);
    }
    const made = makeEdits(schedule, view.edits, { newId: () => context.newId(), now, isPerson: () => true });
    if ('problem' in made) {
      throw new Problem(409, made.problem);
    }
    const preview = previewRecord(workspace, made.after, { from: now, until: now + DAY_MS }, { language, zone, now });
    if (apply) {
      const entity = { kind: 'schedule' as const, id };
      await untilDurable(
        Promise.all(made.drafts.map((draft) => ledger.write({ ...draft, entity }, { kind: 'admin' }).durable)).then(() => undefined),
      );
    }
    return {
      applied: apply,
      watches: view.watches.map(({ from, until, people }) => ({
        from: isoOf(from),
        until: isoOf(until),
        people: people.map(({ person, reasons }) => ({ ...person, why: reasons.map((reason) => reason[language]) })),
      })),
      table: view.table.map(({ person, before, after, share, told }) => ({ person, before, after, share, sentence: told[language] })),
      bends: view.bends.map((bend) => bend[language]),
      unfilled: view.unfilled.map((hole) => hole[language]),
      preview,
    };
  });
}
