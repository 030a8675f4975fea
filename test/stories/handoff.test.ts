import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { handoffDraft } from '../../main/desk/handoff-draft.ts';
import { mondayNight } from '../harness/entries.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

const turns = sample.replace('people: [ana]', 'people: [ana, bo]').replace('turn: 1w', 'turn: 1d');

it('[HND4] offers and accepts a handoff with no relay, and everybody agrees later', async () => {
  const world = await World.start(turns);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  world.killRelay();
  const { replica } = ana.app;
  const draft = handoffDraft(replica.view, 'ana', 'payments-primary', replica.now());
  expect(draft).toMatchObject({
    to: { id: 'bo' },
    incidents: [{ number: 1, title: 'Disk full on db1', status: 'triggered' }],
    counts: { triggered: 1 },
  });
  const id = world.newId();
  const incidents = (draft?.incidents ?? []).map((each) => ({ id: each.id, line: each.line }));
  const body = { schedule: 'payments-primary', to: 'bo', shift: draft?.shift ?? { from: 0, until: 1 }, note: 'Watch db1.', incidents };
  replica.command('handoff.offered', { kind: 'handoff', id }, body);
  expect(replica.view.handoffs.get(id)?.status).toBe('offered');
  await world.forward(MINUTE_MS);

  world.startRelay();
  await world.forward(MINUTE_MS);
  bo.cut();
  await world.settle();
  bo.app.replica.command('handoff.accepted', { kind: 'handoff', id }, {});
  expect(bo.app.replica.view.handoffs.get(id)?.status).toBe('accepted');
  expect(world.relay.state.handoffs.get(id)?.status).toBe('offered');
  await world.forward(MINUTE_MS);
  bo.mend();
  await world.forward(MINUTE_MS);
  expect(world.relay.state.handoffs.get(id)).toMatchObject({ from: 'ana', to: 'bo', status: 'accepted', note: 'Watch db1.' });
  expect(ana.app.replica.view.handoffs.get(id)?.status).toBe('accepted');
});

it('[HND1] begins the shift of a stand-in when they began to stand in, not when somebody asks', async () => {
  const world = await World.start(turns);
  const ana = await world.desktop('ana');
  const override = { id: 'stand-in', person: 'ana', from: mondayNight, until: mondayNight + 5 * HOUR_MS };
  world.relay.write(
    { type: 'override.added', entity: { kind: 'schedule', id: 'payments-primary' }, body: { override } },
    { kind: 'admin' },
  );
  await world.forward(MINUTE_MS);
  await world.alert();
  await world.forward(HOUR_MS);
  const { replica } = ana.app;
  expect(handoffDraft(replica.view, 'ana', 'payments-primary', replica.now())).toMatchObject({
    shift: { from: mondayNight, until: mondayNight + 5 * HOUR_MS },
    counts: { triggered: 1 },
  });
});
