import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { HttpSink } from '../../test/harness/http-sink.ts';
import { allowList, isOutside } from './address-check.ts';
import { post } from './http-outcome.ts';
import { NoAnswer, OutgoingHttp } from './outgoing-http.ts';

const never = new AbortController().signal;
let canary: HttpSink;
beforeAll(async () => {
  canary = await HttpSink.start();
});
afterAll(() => canary.stop());

/** Ways to write one address so that a careless check takes it for another. */
function spellings(a: number, b: number, c: number, d: number): string[] {
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number) => value.toString(16).padStart(2, '0');
  const low = `${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`;
  return [
    `${a}.${b}.${c}.${d}`,
    `${a}.${b}.${c}.${d}.`,
    String(whole),
    `0x${whole.toString(16)}`,
    `0${whole.toString(8)}`,
    [a, b, c, d].map((part) => `0x${part.toString(16)}`).join('.'),
    [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `[::ffff:${a}.${b}.${c}.${d}]`,
    `[::ffff:${low}]`,
    `[::${a}.${b}.${c}.${d}]`,
    `[64:ff9b::${low}]`,
    `[64:ff9b:1::${low}]`,
    `[2002:${low}::1]`,
    `[2001:0:${low}::1]`,
    `${a}%2e${b}%2e${c}%2e${d}`,
    `${a}。${b}。${c}。${d}`,
  ];
}

const inside: [number, number, number, number][] = [
  [127, 0, 0, 1],
  [10, 1, 2, 3],
  [172, 16, 0, 1],
  [192, 168, 1, 1],
  [169, 254, 169, 254],
  [100, 100, 100, 200],
  [168, 63, 129, 16],
  [0, 0, 0, 0],
  [198, 18, 0, 1],
  [224, 0, 0, 1],
];
const sixes = [
  '[::1]',
  '[::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[ff02::1]',
  '[fec0::1]',
  '[2001:db8::1]',
  '[100::1]',
  '[3fff::1]',
];
/** Names, and what they lead to. */
const names: Record<string, string[]> = {
  'inside.example': ['127.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'mixed.example': ['93.184.216.34', '127.0.0.1'],
  'six.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'scoped.example': ['fe80::1%eth0'],
  'nowhere.example': [],
  'odd.example': ['not an address'],
};

describe('the one way out', () => {
  it('[DLV13] connects to none of 200 forbidden addresses, however they are written (S6)', async () => {
    const hosts = [
      ...inside.flatMap((parts) => spellings(...parts)),
      ...sixes,
      ...Object.keys(names),
      'localhost',
      'LOCALHOST.',
      'foo.localhost',
    ];
    const urls = hosts.map((host) => `http://${host}:${canary.port}/`);
    expect(urls.length).toBeGreaterThanOrEqual(200);
    const http = new OutgoingHttp({ resolve: async (name) => names[name] ?? ['127.0.0.1'] });
    const before = canary.connections;
    const outcomes = await Promise.all(urls.map((url) => post(http, { url }, never)));
    expect(outcomes.filter(({ outcome }) => outcome === 'sent')).toEqual([]);
    expect(canary.connections - before).toBe(0);
    process.stdout.write(`S6: ${urls.length} forbidden addresses, ${canary.connections - before} connections\n`);
  });

  // The control: a client without the check is led inside by some of them.
  it('[DLV13] would notice a client that is led inside', async () => {
    const before = canary.got.length;
    // The rest leads out of this machine, where nothing answers.
    for (const host of spellings(127, 0, 0, 1).slice(0, 11)) {
      await fetch(`http://${host}:${canary.port}/`).catch(() => undefined);
    }
    expect(canary.got.length - before).toBeGreaterThan(5);
  });

  it('[DLV13] looks a name up once and goes to the address it checked, though the name leads elsewhere the next time (S6)', async () => {
    const allowed = await HttpSink.start('127.0.0.2', canary.port);
    onTestFinished(() => allowed.stop());
    let lookups = 0;
    const resolve = async () => {
      lookups += 1;
      return lookups === 1 ? ['127.0.0.2'] : ['127.0.0.1'];
    };
    const http = new OutgoingHttp({ resolve, isAllowed: allowList(['127.0.0.2/32']) });
    const before = canary.connections;
    const url = `http://rebinding.example:${canary.port}/x?y=1`;
    expect(await post(http, { url, body: 'text' }, never)).toMatchObject({ outcome: 'sent' });
    expect(allowed.last).toMatchObject({ path: '/x?y=1', body: 'text', headers: { host: `rebinding.example:${canary.port}` } });
    expect(await post(http, { url }, never)).toMatchObject({ outcome: 'dead' });
    expect([lookups, canary.connections - before]).toEqual([2, 0]);
  });

  it.each([301, 302, 303, 307, 308])('[DLV13] follows no redirect: %i', async (status) => {
    const allowed = await HttpSink.start('127.0.0.2');
    onTestFinished(() => allowed.stop());
    allowed.answer = (response) => void response.writeHead(status, { location: `${canary.url}/` }).end();
    const before = canary.connections;
    const http = new OutgoingHttp({ isAllowed: allowList(['127.0.0.2']) });
    expect(await post(http, { url: `http://127.0.0.2:${allowed.port}/` }, never)).toEqual({
      outcome: 'dead',
      why: `The provider answered ${status}; redirects are not followed, so give the address it leads to.`,
    });
    expect(canary.connections - before).toBe(0);
  });

  it('[DLV13] allows what is outside, and of what is inside only what the operator named', () => {
    expect(['93.184.216.34', '1.1.1.1', '2606:4700::1111', '2a00:1450:4007::200e'].every(isOutside)).toBe(true);
    const isAllowed = allowList(['10.20.0.0/16', 'fd00::/8', '192.0.2.7']);
    expect(['10.20.3.4', 'fd12::1', '192.0.2.7'].map(isAllowed)).toEqual([true, true, true]);
    expect(['10.21.3.4', '::ffff:10.20.3.4', '127.0.0.1', '192.0.2.8', 'x'].map(isAllowed)).toEqual([false, false, false, false, false]);
    ['10.20.0.0/33', '10.20/16', 'all', '10.0.0.0/-1', '10.0.0.0/'].forEach((stretch) =>
      expect(() => allowList([stretch])).toThrow(/10\.20\.0\.0\/16/),
    );
  });
});

describe('providers that misbehave', () => {
  const http = new OutgoingHttp({ isAllowed: () => true, withinMs: 150 });

  it('[DLV13] gives an answer 5 s, and reads 64 KiB of it', async () => {
    const sink = await HttpSink.start();
    onTestFinished(() => sink.stop());
    sink.answer = () => undefined;
    expect(await post(http, { url: sink.url }, never)).toEqual({ outcome: 'retry', why: 'The provider did not answer within 0.15 s.' });
    sink.answer = (response) => void response.writeHead(200).end(Buffer.alloc(5_000_000, 'a'));
    const { status, body } = await http.ask({ url: sink.url }, never);
    expect([status, body.length]).toEqual([200, 64 * 1024]);
  });

  it('[DLV4] takes 429 and 5xx for another time, as late as the provider asks, and other refusals for good', async () => {
    const sink = await HttpSink.start();
    onTestFinished(() => sink.stop());
    const judged = async (status: number, headers: Record<string, string> = {}) => {
      sink.answer = (response) => void response.writeHead(status, headers).end('why, with a secret in it');
      return post(http, { url: sink.url }, never);
    };
    expect(await judged(204)).toMatchObject({ outcome: 'sent' });
    expect(await judged(429, { 'retry-after': '7' })).toEqual({ outcome: 'retry', why: 'The provider answered 429.', retryAfterMs: 7000 });
    const date = 'Wed, 21 Oct 2099 07:28:00 GMT';
    expect(await judged(503, { date, 'retry-after': 'Wed, 21 Oct 2099 07:28:30 GMT' })).toMatchObject({ retryAfterMs: 30_000 });
    expect(await judged(429, { 'retry-after': '0.65' })).toMatchObject({ retryAfterMs: 650 });
    expect(await judged(503, { 'retry-after': 'soon' })).toEqual({ outcome: 'retry', why: 'The provider answered 503.' });
    expect(await judged(401)).toEqual({ outcome: 'dead', why: 'The provider answered 401; look at its address and credentials.' });
  });

  it('[DLV4] tries again what was cut off, half-closed, no TLS or not there', async () => {
    const cut = createTcpServer((socket) => socket.destroy());
    const halfClosed = createTcpServer((socket) => socket.end());
    const noTls = createTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    for (const server of [cut, halfClosed, noTls]) {
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
    }
    const at = (server: typeof cut) => `127.0.0.1:${(server.address() as AddressInfo).port}/secret-token`;
    const urls = [`http://${at(cut)}`, `http://${at(halfClosed)}`, `https://${at(noTls)}`, 'http://127.0.0.1:1/secret-token'];
    for (const url of urls) {
      const outcome = await post(http, { url }, never);
      expect(outcome.outcome).toBe('retry');
      expect(JSON.stringify(outcome)).not.toMatch(/secret-token|127\.0\.0\.1/);
    }
  });

  it('[DLV2] is called back at once', async () => {
    const sink = await HttpSink.start();
    onTestFinished(() => sink.stop());
    const controller = new AbortController();
    sink.answer = () => controller.abort();
    await expect(new OutgoingHttp({ isAllowed: () => true }).ask({ url: sink.url }, controller.signal)).rejects.toThrow(NoAnswer);
  });
});
