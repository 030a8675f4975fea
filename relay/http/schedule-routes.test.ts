import Fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { DAY_MS, HOUR_MS, isoOf } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import type { RelayContext } from './relay-context.ts';
import { balanceRoutes } from './balance-routes.ts';
import { readJsonBodies } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { scheduleRoutes } from './schedule-routes.ts';

interface Answer {
  verdict: string;
  why?: string;
  seq?: number;
  made: { type: string; body: Record<string, unknown> };
  preview: { people: { person: string; hoursMs: number; sentence: string }[]; newFindings: { kind: string; sentence: string }[] };
}

/** The routes over a log in memory with the sample workspace in it. */
async function surface() {
  const log = await RelayLog.withSample();
  const credentials = { isAdmin: (token: string) => token === 'admin' };
  const { ledger, store } = log;
  const context = { ledger, store, credentials, now: () => log.nowMs, newId: () => log.newId() } as unknown as RelayContext;
  const server = Fastify();
  readJsonBodies(server);
  server.setErrorHandler(sendProblem);
  await server.register(async (scope) => scheduleRoutes(scope, context));
  await server.register(async (scope) => balanceRoutes(scope, context));
  onTestFinished(async () => server.close());
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object, token = 'admin') => {
    const answer = await server.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json<Record<string, unknown>>() };
  };
  const edit = async (name: string, said: object, query = '') => {
    const { status, body } = await ask('POST', `/v1/schedules/payments-primary/${name}${query}`, said);
    return { status, ...(body as unknown as Answer), detail: body['detail'] };
  };
  const schedule = () => find(ledger.state.workspace, 'schedule', 'payments-primary');
  return { log, ledger, ask, edit, schedule };
}

const night = (now: number) => ({ from: isoOf(now + DAY_MS), until: isoOf(now + DAY_MS + 10 * HOUR_MS) });

it('[COV8] previews an edit without writing it, in the reader’s language, then makes the same', async () => {
  const { log, ledger, edit, schedule } = await surface();
  const said = { person: 'lea', ...night(log.nowMs) };
  const before = [ledger.head.seq, schedule()];
  const tried = await edit('override', said, '?dryRun=true&language=fr');
  expect(tried).toMatchObject({ status: 200, dryRun: true, verdict: 'applied', made: { type: 'override.added' } });
  expect(tried.preview.people.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^Ana Lima : −\d nuit.*, −10 h\.$/) as string,
    expect.stringMatching(/^Léa Martin : \+\d nuit.*, \+10 h\.$/) as string,
  ]);
  expect(tried.preview.newFindings).toMatchObject([
    { kind: 'no-way', person: 'lea', sentence: expect.stringMatching(/^Léa Martin ne peut/) as string },
  ]);
  expect([ledger.head.seq, schedule()]).toEqual(before);
  const made = await edit('override', said);
  expect(made).toMatchObject({ status: 200, dryRun: false, verdict: 'applied', seq: ledger.head.seq });
  expect(made.preview.people.map(({ person, hoursMs }) => [person, hoursMs])).toEqual(
    tried.preview.people.map(({ person, hoursMs }) => [person, hoursMs]),
  );
  expect(schedule()?.overrides).toMatchObject([{ person: 'lea' }]);
});

it('[SCH14] answers what is parked or changes nothing with the reason, in a try as in earnest', async () => {
  const { log, ledger, edit } = await surface();
  const last = { layer: 'rotation', member: 'ana' };
  const tried = await edit('remove-member', last, '?dryRun=true');
  expect(tried).toMatchObject({ status: 200, verdict: 'parked', why: expect.stringMatching(/^Nobody would be left/) as string });
  const { seq } = ledger.head;
  expect(await edit('remove-member', last)).toMatchObject({ verdict: 'parked', why: tried.why, seq: seq + 1 });
  expect(await edit('remove-override', { override: 'nothing' })).toMatchObject({ verdict: 'noop', why: 'It was so already.' });
  expect((await edit('override', { person: 'bo', from: isoOf(log.nowMs - DAY_MS), until: isoOf(log.nowMs) })).verdict).toBe('parked');
});

it.each([
  [
    'override',
    { person: 'zoe', from: '2026-12-24T00:00:00Z', until: '2026-12-25T00:00:00Z' },
    'There is no person "zoe" in the workspace; people are: ana, bo, lea.',
  ],
  ['override', { person: 'bo', from: '2026-12-25T00:00:00Z', until: '2026-12-24T00:00:00Z' }, 'until: it must end after it starts.'],
  ['describe', { name: '' }, 'name: give it a name.'],
  ['add-layer', { people: [] }, 'people: name at least one person.'],
  ['add-layer', { people: Array.from({ length: 10_000 }, () => 'ana') }, 'people: a rotation has at most 500 members.'],
  ['approve-swap', {}, /^swap: /],
])('[ALR11] refuses %s %j with a problem that says what to do, and writes nothing', async (name, said, detail) => {
  const { ledger, edit } = await surface();
  const before = ledger.head.seq;
  const answer = await edit(name, said);
  expect(answer.status).toBe(400);
  expect(answer.detail).toMatch(detail);
  expect(ledger.head.seq).toBe(before);
});

it('[SCH9] shows a schedule in a window: final, backup, shadow, layers with members, overrides and swaps', async () => {
  const { log, ask, edit } = await surface();
  await edit('override', { person: 'bo', ...night(log.nowMs) });
  await edit('ask-swap', { giver: 'ana', taker: 'lea', ...night(log.nowMs) });
  const turns = { zone: 'Europe/Paris', turn: { unit: 'week', length: 1 }, handoffAt: '09:00', startsOn: '2026-11-02' };
  await edit('add-layer', { people: ['lea'], use: 'shadow', name: 'Learns', turns });
  const { from, until } = night(log.nowMs);
  const { body } = await ask('GET', `/v1/schedules/payments-primary?from=${from}&until=${until}`);
  expect(body['schedule']).toMatchObject({
    id: 'payments-primary',
    from,
    until,
    final: [{ person: { id: 'bo', name: 'Bo Svensson' }, from, until }],
    backup: [],
    shadow: [{ person: { id: 'lea' } }],
    layers: [{ id: 'rotation', members: [{ id: 'ana' }] }, { name: 'Learns' }],
    overrides: [{ person: { id: 'bo', name: 'Bo Svensson' }, from, until }],
    swaps: [{ giver: { id: 'ana' }, taker: { id: 'lea' }, status: 'requested', from, until }],
  });
  const list = (await ask('GET', '/v1/schedules')).body['schedules'];
  expect(list).toMatchObject([{ id: 'payments-primary', worst: { kind: 'no-way' } }, { id: 'payments-backup' }]);
});

it('[COV1] [COV11] tells the coverage with a sentence for each finding, and the next hole', async () => {
  const { ask } = await surface();
  const { body } = await ask('GET', '/v1/coverage?days=7&language=fr&zone=UTC');
  expect(body).toMatchObject({
    findings: [
      { kind: 'no-way', person: 'ana', sentence: expect.stringContaining('Ana Lima ne peut être joint') as string },
      { person: 'bo' },
    ],
    nextHole: null,
  });
});

it('[FAIR16] counts pages once a person and step, in the period alone', async () => {
  const { log, ledger, ask } = await surface();
  const id = log.trigger();
  await ledger.settled();
  const page = (seconds: number, targets: string[], outcome = 'paged') => {
    log.nowMs += seconds * 1000;
    const body = {
      stepId: log.newId(),
      epoch: 1,
      position: { cycle: 1, level: 1, repeat: 0 },
      dueAt: log.nowMs,
      targets,
      outcome,
      reason: 'triggered',
    };
    ledger.write({ type: 'step.fired', entity: { kind: 'incident', id }, body }, { kind: 'engine' });
  };
  const began = log.nowMs;
  const entity = { kind: 'incident' as const, id };
  Array.from({ length: 1100 }, (_, i) =>
    ledger.write({ type: 'incident.annotated', entity, body: { text: `note ${i}` } }, { kind: 'admin' }),
  );
  page(1, ['ana', 'bo']);
  await ledger.settled();
  const pagesOf = async (from: number, until: number) => {
    const { body } = await ask('GET', `/v1/balance?from=${isoOf(from)}&until=${isoOf(until)}`);
    return (body['people'] as { person: string; interruptions: Record<string, number> }[]).map(
      ({ interruptions }) => interruptions['sleep'],
    );
  };
  expect(await pagesOf(began, log.nowMs + 1)).toEqual([1, 1, 0]);
  expect(await pagesOf(began, log.nowMs)).toEqual([0, 0, 0]);
  expect(await pagesOf(log.nowMs + 1, log.nowMs + DAY_MS)).toEqual([0, 0, 0]);
});

it('[ALR11] lets only the operator in, and says what is wrong with a question', async () => {
  const { ask } = await surface();
  const problem = async (url: string) => {
    const { status, type, body } = await ask('GET', url);
    expect(type).toMatch(/^application\/problem\+json/);
    return `${status} ${String(body['detail'])}`;
  };
  expect((await ask('GET', '/v1/coverage', undefined, 'nobody')).status).toBe(403);
  expect(await problem('/v1/schedules/nowhere')).toBe(
    '404 There is no schedule "nowhere"; schedules are: payments-primary, payments-backup.',
  );
  expect(await problem('/v1/schedules/payments-primary?from=tomorrow')).toMatch(
    /^400 from: "tomorrow" is not a moment; write it with its offset/,
  );
  expect(await problem('/v1/schedules/payments-primary?from=2026-01-01T00:00:00Z&until=2028-01-01T00:00:00Z')).toMatch(
    /^400 until: at most 366 days/,
  );
  expect(await problem('/v1/coverage?days=0')).toMatch(/^400 days: /);
  expect(await problem('/v1/coverage?zone=Mars/Base')).toMatch(/^400 zone: "Mars\/Base" is not a time zone/);
  expect(await problem('/v1/balance?from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z')).toMatch(
    /^400 until: it must end after it starts/,
  );
});
