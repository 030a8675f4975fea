import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { HOUR_MS, isoOf, MINUTE_MS } from '../../shared/time/instant.ts';
import { MailSink } from '../harness/mail-sink.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

interface Told {
  deliveries: { state: string; to: Record<string, string> }[];
}

it('[COM21] [COM22] is sent once by a real relay: at its time, after kill -9, and skipped with a word after a day away', async () => {
  const folder = temporaryFolder();
  const mail = await MailSink.start();
  onTestFinished(() => mail.stop());
  const office = { kind: 'smtp', host: '127.0.0.1', port: mail.port, security: 'none', from: 'Shop <digest@example.org>' };
  const providers = join(folder, 'providers.yaml');
  writeFileSync(providers, JSON.stringify({ providers: { office }, channels: { mail: ['office'] } }), { mode: 0o600 });
  // An hour from now by the clock on the wall: the relay's own is put forward to there.
  const at = isoOf(Date.now() + HOUR_MS).slice(11, 16);
  const digests = { morning: { name: 'Morning', at, zone: 'UTC', to: 'person:ana' } };
  writeFileSync(
    join(folder, 'shop.yaml'),
    shop({ steps: [{ notify: ['person:ana'] }] }, { people: { ana: { email: 'ana@example.org' } }, digests }),
  );
  const relays: RelayProcess[] = [];
  onTestFinished(() => void relays.at(-1)?.kill());
  const startAhead = async (aheadMs: number) => {
    await relays.at(-1)?.kill();
    const clock = join(folder, `ahead-${aheadMs}.mjs`);
    writeFileSync(clock, `const now = Date.now; Date.now = () => now() + ${aheadMs};`);
    const args = ['--workspace', join(folder, 'shop.yaml'), '--providers', providers];
    const relay = await RelayProcess.start(join(folder, 'data'), args, 0, { imports: [clock] });
    relays.push(relay);
    return relay;
  };
  const digestsOf = async (relay: RelayProcess, least = 1) => {
    let { deliveries } = (await relay.api('/v1/deliveries')).body as Told;
    while (deliveries.length < least || deliveries.some(({ state }) => state === 'waiting' || state === 'sending')) {
      ({ deliveries } = (await relay.api('/v1/deliveries')).body as Told);
    }
    return deliveries.map(({ to, state }) => `${to['digest'] ?? ''} ${state}`);
  };
  expect(await digestsOf(await startAhead(0), 0)).toEqual([]);
  const soon = HOUR_MS + MINUTE_MS;
  expect(await digestsOf(await startAhead(soon))).toEqual(['morning sent']);
  expect(await digestsOf(await startAhead(soon))).toEqual(['morning sent']);
  expect(await digestsOf(await startAhead(soon + 5 * HOUR_MS))).toEqual(['morning sent']);
  expect(mail.got.map(({ to, mail: { subject } }) => [to, subject?.split(' · ')[0]])).toEqual([
    [['ana@example.org'], '[Watchbell] Morning'],
  ]);
  const late = await startAhead(soon + 31 * HOUR_MS);
  expect(await digestsOf(late)).toEqual(['morning sent']);
  expect(await late.kill('SIGTERM')).toBe(0);
  await late.closed;
  expect(late.errors).toMatch(/"digest":"morning".*A digest was missed while the relay was away/);
  expect(mail.got).toHaveLength(1);
});
