import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCliIn } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const sample = readFileSync(join(import.meta.dirname, '../../relay/sample-workspace.yaml'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
let relay: RelayProcess;

beforeAll(async () => {
  relay = await RelayProcess.start(join(folder, 'relay'));
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (...args: string[]) => runCliIn({ WATCHBELL_RELAY: relay.url, WATCHBELL_DATA: relay.data }, ...args);
const json = async <T = Record<string, unknown>>(...args: string[]) => JSON.parse((await cli(...args, '--json')).out) as T;
const head = async () => ((await relay.api('/v1/events?limit=1')).body as { head: number }).head;
/** How many entries of the log define something; what rings meanwhile goes on by itself. */
const definitions = async () => {
  const { events } = (await relay.api('/v1/events?limit=1000')).body as { events: { entity: { kind: string } }[] };
  return events.filter(({ entity }) => entity.kind !== 'incident').length;
};

interface Told {
  verdict: string;
  incident: { number: number; status: string; test: boolean; dedupKey?: string; paged: { id: string }[] };
}

describe('watchbell, the command line', () => {
  it('says that nothing is open and how to try it out', async () => {
    const quiet = await RelayProcess.start(join(temporaryFolder(), 'relay'));
    const ran = await runCliIn({ WATCHBELL_RELAY: quiet.url, WATCHBELL_DATA: quiet.data }, 'incidents');
    await quiet.kill();
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^No open incidents\. To try one: watchbell trigger .*--test\n$/);
  });

  it('triggers an incident for a service, which then stands in the list with whom it pages', async () => {
    const ran = await cli('trigger', '--service', 'checkout', '--severity', 'critical', '--title', 'Disk\u001B[31m full', '--test');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^#\d+ Disk \[31m full: triggered; it pages Ana Lima\. Next: Bo Svensson in /);
    const list = await cli('incidents');
    const [titles, row] = list.out.split('\n');
    expect(titles).toMatch(/^# {2,}SEVERITY +STATUS +SERVICE +TITLE +SINCE +WHO +NEXT$/);
    expect(row).toMatch(
      /^\d+ +critical +triggered +Checkout +\[Test\] Disk \[31m full +(just now|\d+ s ago) +pages Ana Lima.* {2,}\S+ \S+ (in \d|now)/,
    );
    expect(`${ran.out}${list.out}`).not.toContain('\u001B');
  });

  it('[ALR36] says with an incident what an alert may bring: fields, labels, links, attachments; and clearly what it cannot', async () => {
    const log = join(folder, 'queue.log');
    writeFileSync(log, 'no consumer\n');
    const what = ['trigger', '--service', 'checkout', '--title', 'Queue stands still', '--severity', 'warning', '--source', 'mq1'];
    const more = ['--priority', 'P2', '--label', 'shard=7', '--known', 'region=eu', '--link', 'https://example.org/mq', '--attach', log];
    const { incident } = await json<Told>(...what, ...more, '--description', 'Since noon');
    expect(incident).toMatchObject({ severity: 'warning', priority: 'P2' });
    const { body } = await relay.api(`/v1/incidents/${incident.number}`);
    expect((body as { events: { body: unknown }[] }).events[0]?.body).toMatchObject({
      known: { region: 'eu' },
      alert: {
        source: 'mq1',
        labels: { shard: '7' },
        links: [{ href: 'https://example.org/mq' }],
        attachments: [{ name: 'queue.log', type: 'text/plain', text: 'no consumer\n' }],
      },
    });
    expect(await cli(...what, '--label', 'shard')).toMatchObject({ code: 2, err: expect.stringContaining('NAME=VALUE') as string });
    expect(await cli(...what, '--attach', join(folder, 'none.txt'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('does not exist') as string,
    });
    const through = await cli('trigger', '--integration', 'monitoring', '--title', 'x', '--attach', log);
    expect(through).toMatchObject({ code: 2, err: expect.stringContaining('no place for --attach') as string });
  });

  it('sends an alert through an integration as a monitor would; the same dedup key joins the same incident', async () => {
    const send = () =>
      json<Told & { status: string }>(
        'trigger',
        '--integration',
        'monitoring',
        '--severity',
        'error',
        '--title',
        'Slow',
        '--dedup-key',
        'slow',
      );
    const [first, second] = [await send(), await send()];
    expect(first).toMatchObject({ status: 'success', dedup_key: 'slow', incident: { status: 'triggered', severity: 'error' } });
    expect(second.incident.number).toBe(first.incident.number);
  });

  it('acknowledges, annotates, escalates, resolves and reopens by number, and says when the relay did not do it', async () => {
    const { incident } = await json<Told>('trigger', '--service', 'billing', '--title', 'By number');
    const number = String(incident.number);
    expect((await cli('ack', number)).out).toBe(`#${number} By number: acknowledged; paging has stopped.\n`);
    expect((await cli('note', `#${number}`, 'looking', 'at it')).out).toContain('note added');
    expect(await json('escalate', number)).toMatchObject({ verdict: 'applied', incident: { level: 2 } });
    expect(await json('resolve', number)).toMatchObject({ incident: { status: 'resolved' } });
    expect(await cli('resolve', number)).toMatchObject({ code: 0, out: `#${number} By number: nothing to do. It was resolved already.\n` });
    expect(await cli('escalate', number)).toMatchObject({
      code: 1,
      out: `#${number} By number: not done. It was resolved before the escalation arrived.\n`,
    });
    expect(await json('reopen', number)).toMatchObject({ incident: { status: 'triggered' } });
    const { body } = await relay.api(`/v1/incidents/${number}`);
    expect((body as { events: unknown[] }).events).toContainEqual(
      expect.objectContaining({ type: 'incident.annotated', body: { text: 'looking at it' } }),
    );
    expect(await cli('ack', '4711')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('There is no incident "4711".\nList them with: ') as string,
    });
  });

  it('asks which incident is meant where several ring, and names them', async () => {
    await cli('trigger', '--service', 'checkout', '--title', 'One');
    await cli('trigger', '--service', 'checkout', '--title', 'Two');
    const ran = await cli('ack');
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(/incidents are triggered: .*#\d+ One, #\d+ Two.*\.\nSay which, one or several: watchbell ack \d+ \d+.*\n$/);
  });

  it('says who is on call now and at another moment', async () => {
    const now = await cli('oncall');
    expect(now.out).toMatch(/^SCHEDULE +ON CALL +UNTIL +THEN\nPayments primary +Ana Lima +/);
    const later = await json<{ at: string }>('oncall', '--at', '2026-12-24T18:00:00+01:00');
    expect(later).toMatchObject({ at: '2026-12-24T17:00:00.000Z', schedules: [{ onCall: { person: { name: 'Ana Lima' } } }, {}] });
    expect(await cli('oncall', '--at', 'tomorrow')).toMatchObject({ code: 2, out: '' });
  });

  it('prints the pairing code, how long it is good for and what to type where', async () => {
    const { code, expiresAt } = relay.credentials.pairing;
    expect(await json('pair')).toEqual({ code, expiresAt, relay: relay.url });
    const { out } = await cli('pair');
    expect(out).toContain(`Relay address  ${relay.url}`);
    expect(out).toMatch(new RegExp(`Pairing code   ${code}  \\(until .* \\d\\d:\\d\\d, in (\\d+ h|\\d+ min)\\)`));
    expect(out).toContain(`watchbell watch --relay ${relay.url} --pair-code ${code} --as PERSON`);
  });
});

describe('watchbell apply and export', () => {
  const file = (text: string) => {
    const path = join(temporaryFolder(), 'workspace.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('exports what it would apply without a change', async () => {
    const exported = await cli('export');
    expect(await cli('apply', file(exported.out))).toMatchObject({ code: 0, out: expect.stringContaining('nothing to change') as string });
    expect(await json('export')).toMatchObject({ organisation: { name: 'Example Shop' }, people: { ana: { name: 'Ana Lima' } } });
  });

  it('shows the difference and changes nothing in a dry run, then appends the events', async () => {
    const path = file(
      sample.replace('loops: 1', 'loops: 3').replace('name: Billing', 'name: Invoices').replace('  bo:\n', '  cy:\n    name: Cy\n  bo:\n'),
    );
    const before = await definitions();
    const dry = await cli('apply', path, '--dry-run');
    expect(dry.out.split('\n').map((line) => line.trim())).toEqual([
      '+ person   cy        Cy',
      '~ policy   payments  loops 1 → 3',
      '~ service  billing   name Billing → Invoices',
      expect.stringMatching(/^3 changes, none made yet\./),
      '',
    ]);
    expect(await definitions()).toBe(before);
    const done = await json<{ changes: unknown[] }>('apply', path);
    expect(done).toMatchObject({ applied: true, changes: [{ kind: 'person', id: 'cy', change: 'added' }, {}, {}] });
    expect(await definitions()).toBe(before + 3);
    await cli('apply', file(sample));
  });

  it('tells file, line, column and what to do about a broken file, and leaves the log as it was', async () => {
    const path = file(
      sample.replace('acknowledgeWithin: 3m', 'acknowledgeWithin: 3 minutes').replace('policy: payments\n', 'policy: nowhere\n'),
    );
    const line = sample.split('\n').findIndex((each) => each.includes('acknowledgeWithin: 3m')) + 1;
    const before = await definitions();
    const ran = await cli('apply', path);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toBe(
      `${path}:${line}:28: policies.payments.steps.1.acknowledgeWithin: "3 minutes" is not a duration; write for example 30s, 5m or 1h30m.\nNothing was changed. Mend the file and apply it again.\n`,
    );
    const told = await cli('apply', path, '--json');
    expect(told).toMatchObject({ code: 2, err: '' });
    expect(JSON.parse(told.out)).toMatchObject({ problems: [{ line, column: 28 }] });
    expect(await cli('apply', join(path, 'nowhere'))).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read') as string });
    expect(await definitions()).toBe(before);
  });

  it('finds a file where the person stands, also when npm moved to its own folder', async () => {
    const path = file('people: 3\n');
    const env = { WATCHBELL_RELAY: relay.url, WATCHBELL_DATA: relay.data, npm_lifecycle_event: 'watchbell', INIT_CWD: join(path, '..') };
    const ran = await runCliIn(env, 'apply', 'workspace.yaml');
    expect(ran.err).toMatch(/^workspace\.yaml:1:/);
  });
});

describe('watchbell audit', () => {
  const exportTo = async () => {
    const path = join(temporaryFolder(), 'log.ndjson');
    expect(await cli('audit', 'export', path)).toMatchObject({ code: 0, err: '' });
    return path;
  };
  const flipped = (text: string, at: number) => {
    const bytes = Buffer.from(text);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes;
  };

  it('proves the relay’s log, its folder and an exported file to be whole, down to the same head', async () => {
    // Nothing rings any more, so that the head stays where it is.
    const { incidents } = await json<{ incidents: { number: number }[] }>('incidents');
    for (const { number } of incidents) {
      await cli('resolve', String(number));
    }
    const proven = await json<{ entries: number; head: { hash: string } }>('audit', 'verify');
    expect(proven).toMatchObject({ ok: true, authors: [{ name: 'relay' }] });
    expect(proven.entries).toBe(await head());
    expect(await json('audit', 'verify', '--data', relay.data)).toMatchObject({ ok: true, head: proven.head });
    expect(await json('audit', 'verify', '--file', await exportTo())).toMatchObject({ ok: true, head: proven.head });
    const text = await cli('audit', 'verify', '--contains', proven.head.hash);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(
      /^Whole and unchanged\.\n +Source +relay http.*\n +Proven +\d+ entries.*\n +Log +[0-9a-f-]{36}\n +First +20.*\n +Last +20.*\n +Head +[0-9a-f]{64}\n/,
    );
  });

  it('finds one flipped byte wherever it is in an exported file, and the entry it is in', async () => {
    const path = await exportTo();
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n').slice(0, -1);
    const third = text.indexOf(lines[2] ?? '');
    const within = (mark: string) => third + (lines[2] ?? '').indexOf(mark) + mark.length + 2;
    for (const at of [within('"author":"'), within('"signature":"'), within('"relay":"'), within('"hash":"'), within('"id":"')]) {
      writeFileSync(path, flipped(text, at));
      const ran = await cli('audit', 'verify', '--file', path, '--json');
      expect(ran.code).toBe(1);
      expect(JSON.parse(ran.out)).toMatchObject({ ok: false, entries: 2, broken: { seq: 3 } });
    }
    const words = await cli('audit', 'verify', '--file', path);
    expect(words).toMatchObject({ code: 1, out: expect.stringMatching(/^BROKEN .*\b3\b/) as string });
    writeFileSync(path, text);
    expect(await cli('audit', 'verify', '--file', path)).toMatchObject({ code: 0 });
  });

  it('finds a missing entry, an empty file, and with a noted head also an end that was cut off', async () => {
    const path = await exportTo();
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    const { hash } = JSON.parse(lines.at(-1) ?? '') as { hash: string };
    writeFileSync(path, lines.toSpliced(4, 1).join('\n'));
    expect(await json('audit', 'verify', '--file', path)).toMatchObject({ ok: false, broken: { seq: 5, problem: 'seq-not-dense' } });
    writeFileSync(path, `${lines.slice(0, -2).join('\n')}\n`);
    expect(await json('audit', 'verify', '--file', path)).toMatchObject({ ok: true });
    expect(await cli('audit', 'verify', '--file', path, '--contains', hash)).toMatchObject({ code: 1 });
    writeFileSync(path, '');
    expect(await cli('audit', 'verify', '--file', path)).toMatchObject({ code: 1 });
  });

  it('never overwrites an export, and says when a folder holds no log', async () => {
    const path = await exportTo();
    const kept = readFileSync(path, 'utf8');
    expect(await cli('audit', 'export', path)).toMatchObject({ code: 2 });
    expect(readFileSync(path, 'utf8')).toBe(kept);
    expect(await cli('audit', 'verify', '--data', join(path, '..'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('holds no log') as string,
    });
  });
});

describe('watchbell where it cannot go on', () => {
  it('says exactly what to do where there is no token, a wrong one, no such service or no relay', async () => {
    const none = await runCliIn({ WATCHBELL_RELAY: relay.url }, 'incidents');
    expect(none).toMatchObject({ code: 2, out: '' });
    expect(none.err).toMatch(/no token.*\n.*--data DIR \(or WATCHBELL_DATA\).*--token TOKEN \(or WATCHBELL_TOKEN\)/);
    const wrong = await cli('incidents', '--token', 'wrong');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringMatching(/does not accept this token\.\n.*credentials\.json/) as string });
    const unknown = await cli('trigger', '--service', 'nowhere', '--title', 'x');
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('There is no service "nowhere"') as string });
    const nobody = await runCliIn({ WATCHBELL_RELAY: 'http://127.0.0.1:9' }, 'incidents', '--token', 'any');
    expect(nobody).toMatchObject({ code: 1, err: expect.stringMatching(/^No relay answers at .*\.\n.*--relay URL/) as string });
  });
});
