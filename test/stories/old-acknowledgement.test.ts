import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

const both = sample.replace('- notify: [schedule:payments-primary]', '- notify: [person:ana, person:bo]');

it('[INC3] [SYN2] does not let an acknowledgement made offline silence what has rung again since; its author makes it again with one click', async () => {
  const world = await World.start(both);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.cut();
  await world.settle();
  ana.app.acknowledge(ana.incident().id, 'notification');
  expect(ana.bell.ringing.size).toBe(0);

  bo.app.resolve(bo.incident().id, 'window');
  await world.settle();
  bo.app.reopen(bo.incident().id, 'window');
  await world.settle();
  expect(world.incident()).toMatchObject({ status: 'triggered', epoch: 2 });

  ana.mend();
  await world.forward(MINUTE_MS);
  expect(world.incident().status).toBe('triggered');
  expect(ana.bell.ringing.size).toBe(1);
  expect(ana.app.replica.pending.filter(({ author }) => author.includes('acknowledged'))).toEqual([]);
  const [returned] = ana.app.replica.returned;
  expect(returned).toMatchObject({ outcome: 'parked', why: 'It has rung again since; acknowledge it again.' });

  ana.app.reapply(returned?.id ?? '');
  await world.forward(MINUTE_MS);
  expect(world.incident()).toMatchObject({ status: 'acknowledged', epoch: 2, acknowledgement: { person: 'ana' } });
  expect(ana.app.replica.returned).toEqual([]);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([0, 0]);
});

it('[SYN3] keeps what came back through a restart, until its author lets go of it', async () => {
  const world = await World.start(both);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.cut();
  ana.app.escalate(ana.incident().id, 'window');
  bo.app.resolve(bo.incident().id, 'window');
  await world.settle();
  ana.mend();
  await world.forward(MINUTE_MS);
  expect(ana.app.replica.returned).toMatchObject([{ outcome: 'parked', why: 'It was resolved before the escalation arrived.' }]);
  ana.kill();
  ana.start();
  await world.forward(MINUTE_MS);
  expect(ana.app.replica.returned).toHaveLength(1);
  ana.app.replica.dismiss(ana.app.replica.returned[0]?.id ?? '');
  expect(ana.app.replica.returned).toHaveLength(0);
});
