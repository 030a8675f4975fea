import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { balanceOf } from '../../shared/balance/balance.ts';
import { balanceProblemText, balanceText } from '../../shared/balance/words.ts';
import { shiftsBetween } from '../../shared/schedule/on-call.ts';
import { DAY_MS, isoOf } from '../../shared/time/instant.ts';
import { all, nameOf, type Workspace } from '../../shared/workspace/workspace.ts';
import { pagesIn } from '../log/pages-in.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { readerQuery, windowOf, windowQuery } from './reader.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

const Read = z.object({ language: readerQuery.language, ...windowQuery });
/** How far back is counted unless a period is asked for. */
const countedMs = 28 * DAY_MS;

/** Who carried how much: hours on call, nights, weekend days, holidays and pages, of all schedules together (S115). */
export async function balanceRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));

  server.get('/v1/balance', async (request) => {
    const { language, from, until } = checked(Read, request.query);
    const now = context.now();
    const period = windowOf({ from, until }, { from: now - countedMs, until: now });
    const { workspace } = context.ledger.state;
    const interruptions = await pagesIn(context.store, period);
    const schedules = all(workspace, 'schedule');
    const shifts = schedules.flatMap((schedule) => shiftsBetween(schedule, period.from, period.until));
    const balance = balanceOf({ ...period, people: homesIn(workspace), shifts, interruptions });
    if ('problem' in balance) {
      throw new Problem(400, balanceProblemText(balance.problem, language));
    }
    return {
      from: isoOf(period.from),
      until: isoOf(period.until),
      people: balance.people.map((each) => {
        const name = nameOf(workspace, 'person', each.person);
        return { ...each, name, sentence: balanceText(each, name, language) };
      }),
      unknown: balance.unknown,
    };
  });
}

/** Everybody who may be on call, by their own clock; by that of a schedule they take turns in when they have said none. */
function homesIn(workspace: Workspace): { person: string; zone: string }[] {
  const schedules = all(workspace, 'schedule');
  const turnsOf = (id: string) =>
    schedules.find(({ layers }) => layers.some(({ members }) => members.some(({ person }) => person === id))) ?? schedules[0];
  return all(workspace, 'person').flatMap(({ id, zone, role }) =>
    role === 'stakeholder' ? [] : [{ person: id, zone: zone ?? turnsOf(id)?.zone ?? 'UTC' }],
  );
}
