import { expect, it, onTestFinished } from 'vitest';
import { waysSurface, withAnasRules } from '../../test/harness/ways-surface.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';

interface Tested {
  ways: { channel: string; outcome: string | null; why: string | null }[];
}

async function surface(text?: string) {
  const made = await waysSurface(text);
  onTestFinished(async () => made.server.close());
  const test = async (payload: object = {}) => made.admin('POST', '/v1/people/ana/test', payload);
  /** Time passes for the relay and for whoever brings its messages. */
  const pass = async (ms: number) => {
    made.log.nowMs += ms;
    await made.clock.forward(ms);
  };
  return { ...made, test, pass };
}

it('[OWN11] tests each way of somebody’s rules as a page would go, clearly marked, and says what came of each', async () => {
  const { test, outside, admin, ledger } = await surface();
  outside.behaviour.set('mail', () => ({ outcome: 'dead', why: 'The mail server refused the mail with 550.' }));
  const { ways } = (await test({ waitMs: 5000 })).json<Tested>();
  expect(ways.map(({ channel, outcome, why }) => [channel, outcome, why])).toEqual([
    ['sms', 'sent', null],
    ['mail', 'failed', 'The mail server refused the mail with 550.'],
    ['push', 'sent', null],
  ]);
  expect(outside.texts.toSorted()).toEqual([
    'push ana-topic: [Test] This is how Watchbell pages you here. Nothing is wrong.',
    'sms +351912345678: [Test] This is how Watchbell pages you here. Nothing is wrong.',
  ]);
  const people = (await admin('GET', '/v1/people')).json<{ people: { person: { id: string }; ways: object[] }[] }>().people;
  expect(people.find(({ person }) => person.id === 'ana')?.ways).toMatchObject([
    { channel: 'sms', verified: false, lastTest: { outcome: 'sent' } },
    { channel: 'mail', lastTest: { outcome: 'failed' } },
    { channel: 'push', lastTest: { outcome: 'sent' } },
  ]);
  expect(ledger.state.incidents.size).toBe(0);
});

it('[OWN11] tests once a minute, and only what leads beside the laptop', async () => {
  const { test, pass, admin } = await surface();
  expect([(await test()).statusCode, (await test()).statusCode]).toEqual([200, 429]);
  await pass(MINUTE_MS);
  expect((await test({ channels: ['voice'], waitMs: 5000 })).json<Tested>().ways).toMatchObject([{ channel: 'voice', outcome: 'sent' }]);
  const none = await admin('POST', '/v1/people/bo/test', {});
  expect([none.statusCode, none.json<{ detail: string }>().detail]).toEqual([
    409,
    'No rule of theirs leads beside the laptop yet; add one first.',
  ]);
  expect((await admin('POST', '/v1/people/nobody/test', {})).statusCode).toBe(404);
  expect((await admin('POST', '/v1/people/ana/test', { channels: ['pigeon'] })).statusCode).toBe(400);
});

it('[OWN12] holds up no page by a test, and gives one that does not go up within seconds', async () => {
  const { test, outside, log, pass, ledger, runner } = await surface();
  outside.behaviour.set('mail', () => ({ outcome: 'retry', why: 'The mail server answered 451.' }));
  await test();
  await pass(SECOND_MS);
  const incident = log.trigger();
  const step = {
    stepId: log.newId(),
    epoch: 1,
    position: { cycle: 1, level: 1, repeat: 0 },
    dueAt: log.nowMs,
    targets: ['ana'],
    outcome: 'paged',
    reason: 'triggered',
  };
  await ledger.write({ type: 'step.fired', entity: { kind: 'incident', id: incident }, body: step }, { kind: 'engine' }).durable;
  await pass(SECOND_MS);
  // A text message a minute is the limit; the test is not counted among them.
  expect(outside.texts.filter((text) => text.startsWith('sms'))).toEqual([
    expect.stringContaining('[Test]'),
    expect.stringContaining('CRITICAL'),
  ]);
  await pass(20 * SECOND_MS);
  runner.look();
  await pass(SECOND_MS);
  expect(ledger.state.workspace.entries.person.get('ana')?.ways?.tests['mail']).toMatchObject({
    outcome: 'failed',
    why: 'The mail server answered 451.',
  });
});

it('[OWN12] gives up a test that would come later than that: its provider asked for patience, or the relay was away', async () => {
  const { test, outside, log, pass, ledger, runner } = await surface();
  const whys = () => {
    const ways = ledger.state.workspace.entries.person.get('ana')?.ways;
    return ['sms', 'mail', 'push'].map((way) => ways?.tests[way]?.why);
  };
  outside.behaviour.set('mail', () => ({ outcome: 'retry', why: 'The mail server answered 451.', retryAfterMs: 5 * MINUTE_MS }));
  await test({ channels: ['mail'] });
  await pass(SECOND_MS);
  expect(whys()).toEqual([undefined, 'The mail server answered 451.', undefined]);
  outside.behaviour.clear();
  await pass(2 * MINUTE_MS);
  await runner.stop();
  await test();
  log.nowMs += MINUTE_MS;
  await pass(MINUTE_MS);
  runner.start();
  await pass(MINUTE_MS);
  expect(outside.texts).toEqual([]);
  expect(whys()).toEqual(Array.from({ length: 3 }, () => 'It would have come too late; test again later.'));
});

it('[OWN11] tests two numbers of one person at once, though a text message a minute is the limit of each', async () => {
  const { test, outside } = await surface(
    withAnasRules
      .replace("    phone: '+351912345678'", "    phone: '+351912345678'\n    addresses: { private: '+33612345678' }")
      .replace('      - { channel: mail, after: 1m }', '      - { channel: sms, to: private }'),
  );
  await test({ channels: ['sms'], waitMs: 5000 });
  expect(outside.arrived.map(({ to }) => to).toSorted()).toEqual(['+33612345678', '+351912345678']);
});

it('[OWN5] uses an address of the workspace file though nobody verified it, and says so', async () => {
  const { admin, test, outside } = await surface();
  const again = await admin('POST', '/v1/workspace', { text: withAnasRules, dryRun: true });
  const warned = again
    .json<{ warnings: { path: string; message: string }[] }>()
    .warnings.filter(({ message }) => message.includes('verified'));
  expect(warned.map(({ path }) => path)).toEqual([
    'people.ana.pages.0.channel',
    'people.ana.pages.1.channel',
    'people.ana.pages.2.channel',
  ]);
  await test({ waitMs: 5000 });
  expect(outside.arrived).toHaveLength(3);

  const which = { kind: 'push' };
  expect((await admin('POST', '/v1/people/ana/verify', which)).json()).toEqual({ by: 'push' });
  expect(outside.texts.at(-1)).toMatch(/^push ana-topic: 123456 is your code/);
  expect((await admin('POST', '/v1/people/ana/verify/code', { ...which, code: '123456' })).statusCode).toBe(200);
  const after = await admin('POST', '/v1/workspace', { text: withAnasRules, dryRun: true });
  const left = after.json<{ warnings: { message: string }[] }>().warnings.filter(({ message }) => message.includes('verified'));
  expect(left.map(({ message }) => message.split(';')[0])).toEqual([
    'Ana Lima has not verified where they are paged by sms',
    'Ana Lima has not verified where they are paged by mail',
  ]);
});

it('[OWN5] names the command that verifies the very address a rule leads to', async () => {
  const text = withAnasRules
    .replace('    pages:', "    addresses: { private: '+351960000000' }\n    pages:")
    .replace('- channel: sms', '- { channel: sms, to: private }');
  const { admin } = await surface(text);
  const applied = await admin('POST', '/v1/workspace', { text, dryRun: true });
  const commands = applied
    .json<{ warnings: { message: string }[] }>()
    .warnings.flatMap(({ message }) => /or: (watchbell person verify .*)\.$/.exec(message)?.[1] ?? []);
  expect(commands).toEqual([
    'watchbell person verify ana --kind phone --name private',
    'watchbell person verify ana --kind mail',
    'watchbell person verify ana --kind push',
  ]);
});

it('[OWN8] takes no attempt for what is no code at all', async () => {
  const { admin } = await surface();
  const typed = async (code: string) =>
    (await admin('POST', '/v1/people/ana/verify/code', { kind: 'phone', code })).json<{ detail: string }>();
  await admin('POST', '/v1/people/ana/verify', { kind: 'phone' });
  for (const code of ['', 'abc', '12345', '1234567', '12345O']) {
    expect((await typed(code)).detail).toBe('code: type the six digits that came.');
  }
  expect((await typed('654321')).detail).toBe('The code is another one; it can be typed 4 times more.');
});

it('[OWN8] says why a code could not be sent, and sends it by a call where nothing writes', async () => {
  const { admin, outside, log } = await surface();
  outside.behaviour.set('mail', () => ({ outcome: 'retry', why: 'The mail server could not be reached (ECONNREFUSED).' }));
  const failed = await admin('POST', '/v1/people/ana/verify', { kind: 'mail' });
  expect([failed.statusCode, failed.json<{ detail: string }>().detail]).toEqual([
    502,
    'The code could not be sent. The mail server could not be reached (ECONNREFUSED).',
  ]);
  log.nowMs += MINUTE_MS;
  outside.channels['sms'] = [];
  expect((await admin('POST', '/v1/people/ana/verify', { kind: 'phone' })).json()).toEqual({ by: 'voice' });
  expect((await admin('POST', '/v1/people/ana/verify', { kind: 'mail', name: 'home' })).statusCode).toBe(404);
});
