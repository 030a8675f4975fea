import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { RelayWays } from '../../shared/workspace/way-view.ts';
import { Outside } from '../../test/harness/outside.ts';
import { World } from '../../test/harness/world.ts';
import type { OwnWaysAnswer } from '../link/own-ways.ts';
import { resultOf } from './result.ts';
import { wayHandlers } from './way-handlers.ts';

const rules = {
  pages: [
    { channel: 'sms' as const, afterMs: 0 },
    { channel: 'mail' as const, afterMs: MINUTE_MS },
  ],
  quietHours: [],
  own: true,
};
const known: RelayWays = {
  addresses: [{ kind: 'phone', shown: '+336 … 78', codeSent: false }],
  nowhere: [{ channel: 'mail', why: 'No provider for mail is set up on the relay.' }],
};

async function deskOf(person: string) {
  const outside = new Outside();
  const world = await World.start(undefined, { outside });
  const desktop = await world.desktop(person);
  const asked: { path: string; body: unknown }[] = [];
  const relay: { answer: OwnWaysAnswer; changes: number } = { answer: { ways: known }, changes: 0 };
  const desk = {
    get responder() {
      return desktop.app;
    },
    changed: () => {
      relay.changes += 1;
    },
    askOwnWays: async (path = '', body?: object) => {
      asked.push({ path, body });
      return relay.answer;
    },
  };
  const handlers = wayHandlers(desk, resultOf);
  await world.settle();
  const view = async () => {
    const answer = await handlers['ways:get'](undefined);
    await world.settle();
    return answer;
  };
  return { world, outside, desktop, handlers, asked, relay, view };
}

it('[OWN1] sets a person’s rules with the relay away, marks them until it has them, and pages by them afterwards', async () => {
  const { world, outside, handlers, view } = await deskOf('ana');
  world.killRelay();
  await world.forward(20 * SECOND_MS);
  expect(await handlers['ways:set'](rules)).toEqual({ ok: true });
  expect(await view()).toMatchObject({
    ownRules: true,
    isPending: true,
    isOnline: false,
    rows: [{ rule: rules.pages[0] }, { rule: rules.pages[1] }],
  });
  world.startRelay();
  await world.forward(MINUTE_MS);
  expect(await view()).toMatchObject({ isPending: false, isOnline: true });
  await world.alert();
  await world.forward(2 * SECOND_MS);
  expect(outside.arrived.map(({ channel, to }) => `${channel} ${to}`)).toEqual(['sms ana']);
});

it('[OWN11] tests all ways with one click, and shows what came of each within seconds', async () => {
  const { world, outside, handlers, view } = await deskOf('ana');
  outside.behaviour.set('mail', () => ({ outcome: 'dead', why: 'The mail server refused the mail with 550.' }));
  await handlers['ways:set'](rules);
  await world.forward(SECOND_MS);
  expect(await handlers['ways:test'](undefined)).toEqual({ ok: true });
  expect((await view())?.rows.map(({ isTesting }) => isTesting)).toEqual([true, true]);
  await world.forward(3 * SECOND_MS);
  expect((await view())?.rows.map(({ isTesting, test }) => [isTesting, test?.outcome, test?.why])).toEqual([
    [false, 'sent', undefined],
    [false, 'failed', 'The mail server refused the mail with 550.'],
  ]);
  expect(outside.texts).toEqual(['sms ana: [Test] This is how Watchbell pages you here. Nothing is wrong.']);
  expect(await handlers['ways:test'](undefined)).toEqual({
    ok: false,
    message: 'A test was sent less than a minute ago; wait a moment and test again.',
  });
});

it('[OWN13] says what the relay alone knows only once it spoke, and asks it again when something changed', async () => {
  const { world, handlers, view, asked, relay } = await deskOf('ana');
  await handlers['ways:set'](rules);
  await world.forward(SECOND_MS);
  expect(await view()).toMatchObject({ relay: undefined });
  expect(relay.changes).toBe(1);
  expect((await view())?.rows.map(({ issues }) => issues.map(({ kind }) => kind))).toEqual([['not-verified'], ['nowhere']]);
  await view();
  expect(asked).toHaveLength(1);
  // Silence of the relay takes away nothing of what it said.
  relay.answer = { problem: 'The relay does not answer; try again when it is there.' };
  await world.forward(MINUTE_MS);
  expect(await view()).toMatchObject({ relay: known });
  expect(asked).toHaveLength(2);
  expect(await handlers['ways:code']({ kind: 'phone' })).toEqual({ ok: false, message: relay.answer.problem });
});

it('[OWN13] names a rule that begins after its step is over, beside the rule (D10)', async () => {
  const { world, handlers, view } = await deskOf('ana');
  await handlers['ways:set']({
    ...rules,
    pages: [
      { channel: 'sms', afterMs: 0 },
      { channel: 'voice', afterMs: 30 * MINUTE_MS },
    ],
  });
  await world.forward(SECOND_MS);
  const rows = (await view())?.rows ?? [];
  expect(rows.map(({ issues }) => issues.flatMap((issue) => (issue.kind === 'late' ? [issue.level] : [])))).toEqual([[], [1]]);
});
