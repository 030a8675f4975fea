import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { parseZabbix } from '../../relay/ingest/senders/zabbix.ts';
import { senders } from '../../relay/ingest/senders/senders.ts';
import { intakeSurface, monitoringKey } from '../harness/intake-surface.ts';
import { alertOf, sentBody } from '../harness/senders.ts';
import { shop } from '../harness/shop.ts';

const guide = readFileSync(new URL('../../docs/monitors.md', import.meta.url), 'utf8').replaceAll('INTEGRATION_KEY', monitoringKey);
const fenced = [...guide.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, text = '']) => ({ language, text }));
const blocks = (wanted: string) => fenced.flatMap(({ language, text }) => (language === wanted ? [text] : []));

/** The commands of the guide: what they call, with which headers and body. */
const calls = blocks('').flatMap((block) =>
  block
    .split(/^(?=curl )/m)
    .filter((command) => command.startsWith('curl '))
    .map((command) => {
      const words = [...command.matchAll(/'([^']*)'|(\S+)/gs)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      const after = (option: string) => words.flatMap((word, i) => (word === option ? [words[i + 1] ?? ''] : []));
      const headers = Object.fromEntries(after('-H').map((header) => header.split(': ', 2) as [string, string]));
      const fields = after('--data-urlencode').map((field) => field.split('=', 2) as [string, string]);
      const body = after('-d')[0] ?? new URLSearchParams(fields).toString();
      return { path: new URL(words[1] ?? '').pathname, headers, body };
    }),
);

it.each(calls)('[ALR13] rings for the command of the guide that calls $path', async ({ path, headers, body }) => {
  const { post, ledger } = await intakeSurface();
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await post(path, body, { ...type, ...headers })).toMatchObject({ status: 202, body: { accepted: [{ outcome: 'opened' }] } });
  expect([...ledger.state.incidents.values()].map(({ title }) => title).join()).toMatch(/Trying the bell|db1 is DOWN/);
});

it('[ALR13] has a command in the guide for every sender but those that read like Nagios', () => {
  const called = new Set(calls.map(({ path }) => path));
  const missing = Object.entries(senders)
    .map(([name, { path = '' }]) => `/ingest/${name}${path}`)
    .filter((path) => !called.has(path));
  expect(missing).toEqual(['/ingest/nagios', '/ingest/centreon']);
});

it('[ALR17] posts with the guide’s script for Zabbix what the relay reads, and throws what it answers', () => {
  const [script = ''] = blocks('js');
  const run = (status: number) => {
    const posted: { address?: string; body?: string; headers: string[] } = { headers: [] };
    class HttpRequest {
      addHeader(header: string) {
        posted.headers.push(header);
      }
      post(address: string, body: string) {
        Object.assign(posted, { address, body });
        return 'the answer';
      }
      getStatus() {
        return status;
      }
    }
    const value = JSON.stringify({ ...sentBody('zabbix/problem'), relay_url: 'http://relay/', relay_key: 'KEY' });
    return { said: runInNewContext(`(function () {${script}})()`, { value, HttpRequest }) as string, posted };
  };
  const { said, posted } = run(202);
  expect(said).toBe('OK');
  expect(posted).toMatchObject({
    address: 'http://relay/ingest/zabbix',
    headers: ['Content-Type: application/json', 'Authorization: Bearer KEY'],
  });
  expect(posted.body).not.toContain('KEY');
  expect(alertOf(parseZabbix, JSON.parse(posted.body ?? ''))).toMatchObject({ action: 'trigger', source: 'db1' });
  expect(() => run(503)).toThrow('Watchbell answered 503: the answer');
});

it('[ALR21] reads a home-made body by the mapping of the guide', async () => {
  const text = blocks('yaml').find((block) => block.includes('mapping:')) ?? '';
  const { integrations } = parse(text) as { integrations: { 'home-made': { mapping: object } } };
  const { mapping } = integrations['home-made'];
  const { send, ledger } = await intakeSurface(
    shop({ steps: [{ notify: ['person:ana'] }] }, { integrations: { monitoring: { mapping } } }),
  );
  expect((await send('generic', sentBody('generic/home-made'))).body).toMatchObject({
    accepted: [{ outcome: 'opened' }, { outcome: 'dropped' }],
    ignored: '1 by the mapping of this integration',
  });
  expect([...ledger.state.incidents.values()]).toMatchObject([
    {
      title: 'p99 is 4.2 s (limit 1 s)',
      severity: 'critical',
      dedupKey: 'latency/web1',
      known: { class: 'p99', customer: 'c-17', environment: 'prod' },
    },
  ]);
});

it('[ALR19] pastes into Datadog the variables the relay reads', () => {
  const [payload = ''] = blocks('json');
  const sent = JSON.parse(payload) as Record<string, string>;
  expect(Object.entries(sent).filter(([name, variable]) => variable !== `$${name.toUpperCase()}`)).toEqual([]);
  expect(Object.keys(sentBody('datadog/triggered')).toSorted()).toEqual(Object.keys(sent).toSorted());
});
