import { expect, it, onTestFinished } from 'vitest';
import { cliHere } from '../../../test/harness/cli-here.ts';
import { waysSurface } from '../../../test/harness/ways-surface.ts';

async function relay() {
  const surface = await waysSurface();
  const url = await surface.server.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(async () => surface.server.close());
  const cli = async (...args: string[]) =>
    cliHere({ env: { WATCHBELL_TOKEN: surface.adminToken, WATCHBELL_RELAY: url }, now: () => surface.log.nowMs }, ...args);
  return { ...surface, cli };
}

it('[OWN11] tests somebody’s ways from the command line, and says what came of each', async () => {
  const { cli, outside } = await relay();
  outside.behaviour.set('push', () => ({ outcome: 'dead', why: 'The provider answered 404; look at its address and credentials.' }));
  const ran = await cli('test-page', 'ana');
  expect([ran.code, ran.out]).toEqual([
    1,
    'sms: sent\nmail: sent\npush: failed. The provider answered 404; look at its address and credentials.\n',
  ]);
  const again = await cli('test-page', 'ana', '--way', 'sms');
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('A test was sent less than a minute ago')]);
  const people = await cli('people', 'ana');
  expect(people.code).toBe(1);
  expect(people.out).toMatch(
    /Ana Lima\s+sms\s+not verified\s+sent[^\n]*\n\s+mail\s+not verified\s+sent[^\n]*\n\s+push\s+not verified\s+failed/,
  );
});

it('[OWN8] verifies an address from the command line with the code that came', async () => {
  const { cli, outside } = await relay();
  expect(await cli('person', 'verify', 'ana')).toMatchObject({
    code: 0,
    out: 'A code is on its way, by sms. Type it with --code; it is good for 10 minutes.\n',
  });
  expect(outside.texts[0]).toContain('123456 is your code');
  expect(await cli('person', 'verify', 'ana', '--code', '654321')).toMatchObject({ code: 1, err: expect.stringContaining('4 times more') });
  expect(await cli('person', 'verify', 'ana', '--code', '123456')).toMatchObject({ code: 0, out: 'The address is Ana Lima’s.\n' });
  const { out } = await cli('people', 'ana', '--json');
  expect((JSON.parse(out) as { people: { ways: object[] }[] }).people[0]?.ways[0]).toMatchObject({ channel: 'sms', verified: true });
});
