import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { readOptions } from '../options.ts';
import { RelayHealth } from './health.ts';
import { Heartbeat, type BeatOutcome } from './heartbeat.ts';

/** A real server on the loopback that counts what it is asked, and a heartbeat to it on a clock that stands still. */
async function switchAt(answer: (server: Server) => { status: number; location?: string } | 'nothing') {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    const said = answer(server);
    if (said !== 'nothing') {
      response.writeHead(said.status, said.location === undefined ? {} : { location: said.location }).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const clock = new FakeClock(mondayNight);
  let tickedAt = clock.now();
  const auditor = { standing: 0, isClean: true, lastRoundAt: clock.now() };
  const health = new RelayHealth({ now: () => clock.now(), engineTickedAt: () => tickedAt, auditor });
  const outcomes: BeatOutcome[] = [];
  const changes: string[] = [];
  let heard: () => void = () => undefined;
  const heartbeat = new Heartbeat({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret`,
    everyMs: 60_000,
    clock,
    trouble: () => health.troubles()[0]?.reason,
    onBeat: (outcome) => {
      outcomes.push(outcome);
      heard();
    },
    onChange: (outcome, why) => void changes.push(`${outcome} ${why}`.trim()),
  });
  /** A minute later, once what became of the beat is known. */
  const minute = async (isTicking: boolean) => {
    const next = new Promise<void>((resolve) => (heard = resolve));
    for (let second = 0; second < 60; second += 1) {
      await clock.forward(1000);
      tickedAt = isTicking ? clock.now() : tickedAt;
      auditor.lastRoundAt = clock.now();
    }
    await next;
  };
  const first = new Promise<void>((resolve) => (heard = resolve));
  heartbeat.start();
  await first;
  onTestFinished(() => heartbeat.stop());
  return { minute, outcomes, changes, auditor, health, asked: () => asked };
}

it('[WATCH7] beats while all is well, stops when the engine stands still, and goes on when it looks again', async () => {
  const { minute, outcomes, changes, asked } = await switchAt(() => ({ status: 200 }));
  await minute(true);
  expect([asked(), outcomes]).toEqual([2, ['sent', 'sent']]);
  await minute(false);
  await minute(false);
  expect([asked(), outcomes.slice(2)]).toEqual([2, ['withheld', 'withheld']]);
  await minute(true);
  expect([asked(), outcomes.at(-1)]).toEqual([3, 'sent']);
  expect(changes).toEqual(['withheld The escalation engine has not looked for 1m.', 'sent']);
});

it('[WATCH7] stops while the auditor has findings or the disk takes nothing', async () => {
  const { minute, outcomes, auditor, health, asked } = await switchAt(() => ({ status: 204 }));
  auditor.standing = 2;
  await minute(true);
  auditor.standing = 0;
  health.noteWrite(false);
  await minute(true);
  health.noteWrite(true);
  await minute(true);
  expect([asked(), outcomes]).toEqual([2, ['sent', 'withheld', 'withheld', 'sent']]);
});

it('[WATCH7] follows no redirect, and says once what is wrong', async () => {
  const { minute, changes, outcomes, asked } = await switchAt(() => ({ status: 302, location: '/elsewhere' }));
  await minute(true);
  expect([asked(), outcomes]).toEqual([2, ['failed', 'failed']]);
  expect(changes).toEqual(['failed It answered 302; redirects are not followed, so give the address it leads to.']);
  expect(changes.join()).not.toContain('secret');
});

it('[WATCH2] judges the engine, the disk and whoever watches them, and says how long it has been so', () => {
  let now = mondayNight;
  const auditor = { standing: 0, isClean: true, lastRoundAt: mondayNight };
  const health = new RelayHealth({ now: () => now, engineTickedAt: () => mondayNight, auditor });
  expect(health.troubles()).toEqual([]);
  auditor.isClean = false;
  expect(health.troubles().map(({ status }) => status)).toEqual(['engine missed something']);
  auditor.standing = 1;
  health.noteWrite(false);
  now += 301_000;
  health.noteWrite(false);
  expect(health.troubles().map(({ status, reason }) => `${status}: ${reason}`)).toEqual([
    'engine stalled: The escalation engine has not looked for 5m1s.',
    'cannot write: Nothing could be written to the disk for 5m1s; free space or mend it.',
    'engine missed something: 1 step that is due has not been carried out.',
    'auditor stalled: Nobody has watched the escalation engine for 5m1s.',
  ]);
});

it.each([
  [['--heartbeat-url', 'ftp://example.org'], 'starts with http:// or https://'],
  [['--heartbeat-url', 'example.org'], 'starts with http:// or https://'],
  [['--heartbeat-every', '1s'], 'takes 10s to 1h, not "1s"'],
  [['--heartbeat-every', '60'], 'takes 10s to 1h, not "60"'],
])('[WATCH7] refuses %j with what to write instead', (given, said) => {
  expect(() => readOptions(['--data', 'somewhere', ...given])).toThrow(said);
});

it('[WATCH7] beats once a minute unless told otherwise, and not at all without an address', () => {
  const url = 'https://hc.example.org/ping/1';
  expect(readOptions(['--data', 'somewhere']).heartbeat).toBeUndefined();
  expect(readOptions(['--data', 'somewhere', '--heartbeat-url', url]).heartbeat).toEqual({ url, everyMs: 60_000 });
});
