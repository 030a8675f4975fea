import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { apart, bothOrders, mendInTurn } from '../harness/apart.ts';
import { differences } from '../harness/telling.ts';

it.each(bothOrders)(
  '[INC17] [SYN4] keeps stage, priority, roles and deadline from two laptops that were offline, the last word counting, %s',
  async (_, order) => {
    const { world, ana, bo } = await apart();
    ana.does('stage', { stage: 'triage' });
    ana.does('priority', { priority: 'P2' });
    ana.does('role', { role: 'commander', person: 'lea' });
    bo.does('stage', { stage: 'mitigating' });
    bo.does('role', { role: 'communications', person: 'sam' });
    bo.does('deadline', { at: mondayNight + 90 * MINUTE_MS });
    await mendInTurn(world, order);
    expect(world.incident()).toMatchObject({
      status: 'triggered',
      epoch: 1,
      stage: order[0] === 'ana' ? 'mitigating' : 'triage',
      priority: 'P2',
      roles: { commander: 'lea', communications: 'sam' },
      deadline: mondayNight + 90 * MINUTE_MS,
    });
    expect(ana.bell.ringing.size).toBe(1);
    expect(differences(world)).toEqual([]);
  },
);
