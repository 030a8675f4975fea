import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { coverageOf, nextHole } from '../../shared/coverage/coverage.ts';
import type { Reader } from '../../shared/coverage/sentences.ts';
import { scheduleCommandNames } from '../../shared/schedule/command-names.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { schedulesView } from '../../shared/schedule-view/show.ts';
import { DAY_MS, isoOf } from '../../shared/time/instant.ts';
import { all, find } from '../../shared/workspace/workspace.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { findingRecord, readerQuery, windowOf, windowQuery } from './reader.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';
import { previewRecord, thinkEdit } from './schedule-edit.ts';
import { scheduleRecord } from './schedule-record.ts';

const Read = z.object({ ...readerQuery, ...windowQuery });
const Edit = z.object({ ...readerQuery, dryRun: z.stringbool('write true or false').default(false) });
const Coverage = z.object({
  ...readerQuery,
  days: z.coerce.number('write how many days, for example 90').int().min(1).max(366).default(90),
});

/** How much of a schedule is shown unless a window is asked for. */
const shownMs = 14 * DAY_MS;

/** Schedules: who is on call when, what can be done to that, and whether anybody is missing. */
export async function scheduleRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger } = context;

  const named = (params: unknown): Schedule => {
    const { id } = params as { id: string };
    const { workspace } = ledger.state;
    const schedule = find(workspace, 'schedule', id);
    if (!schedule) {
      const ids = all(workspace, 'schedule').map((each) => each.id);
      throw new Problem(404, `There is no schedule "${id}"; schedules are: ${ids.join(', ') || 'none yet'}.`);
    }
    return schedule;
  };
  const readerOf = ({ language, zone }: Pick<Reader, 'language' | 'zone'>): Reader => ({ language, zone, now: context.now() });

  server.get('/v1/schedules', async (request) => {
    const reader = readerOf(checked(z.object(readerQuery), request.query));
    const { workspace } = ledger.state;
    const { schedules } = schedulesView(workspace, { me: '', now: reader.now, from: reader.now, until: reader.now + DAY_MS });
    return {
      schedules: schedules.map(({ worst, ...schedule }) => ({
        ...schedule,
        worst: worst ? findingRecord(workspace, worst, reader) : null,
      })),
    };
  });

  server.get('/v1/schedules/:id', async (request) => {
    const { from, until, ...asked } = checked(Read, request.query);
    const reader = readerOf(asked);
    const { id } = named(request.params);
    const window = windowOf({ from, until }, { from: reader.now, until: reader.now + shownMs });
    const { workspace } = ledger.state;
    const { shown } = schedulesView(workspace, { schedule: id, me: '', now: reader.now, ...window });
    return { schedule: shown && scheduleRecord(workspace, shown, reader) };
  });

  for (const name of scheduleCommandNames) {
    server.post(`/v1/schedules/:id/${name}`, async (request) => {
      const { dryRun, ...asked } = checked(Edit, request.query);
      const reader = readerOf(asked);
      const schedule = named(request.params);
      const { draft, judgement, after } = thinkEdit(context, schedule, name, request.body);
      const preview = previewRecord(ledger.state.workspace, after, { from: reader.now, until: reader.now + shownMs }, reader);
      if (dryRun) {
        return { dryRun, ...judgement, made: draft, preview };
      }
      const { event, durable } = ledger.write({ ...draft, entity: { kind: 'schedule', id: schedule.id } }, { kind: 'admin' });
      await untilDurable(durable);
      const { seq, verdict, why } = event;
      return { dryRun, seq, verdict, why, made: draft, preview };
    });
  }

  server.get('/v1/coverage', async (request) => {
    const { days, ...asked } = checked(Coverage, request.query);
    const reader = readerOf(asked);
    const { workspace } = ledger.state;
    const window = { from: reader.now, until: reader.now + days * DAY_MS };
    const findings = coverageOf(workspace, window);
    const hole = nextHole(findings, reader.now);
    return {
      from: isoOf(window.from),
      until: isoOf(window.until),
      schedules: all(workspace, 'schedule').map(({ id, name, zone }) => ({ id, name, zone })),
      findings: findings.map((finding) => findingRecord(workspace, finding, reader)),
      nextHole: hole ? findingRecord(workspace, hole, reader) : null,
    };
  });
}
