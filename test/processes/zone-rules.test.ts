import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { HOUR_MS } from '../../shared/time/instant.ts';
import { findZone, localAt, type Zone } from '../../shared/time/zone.ts';
import { DesktopProcess, pairFolder } from '../harness/desktop-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const otherRules = pathToFileURL(join(import.meta.dirname, '../fixtures/other-zone-rules.ts')).href;

/** Turns of an hour that are half over, so that rules an hour off have somebody else on call. */
function workspace(): string {
  const { hour, minute } = localAt(findZone('Europe/Paris') as Zone, Date.now() + HOUR_MS / 2);
  const handoffAt = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const rotation = { people: ['ana', 'bo'], turn: '1h', handoffAt, startsOn: '2026-01-05' };
  return shop(
    { steps: [{ notify: ['schedule:primary'], acknowledgeWithin: '1h', repeatEvery: '1m' }] },
    { schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } } },
  );
}

async function whoIsPaged(laptopRules: readonly string[]): Promise<string[]> {
  const folder = temporaryFolder();
  const file = join(folder, 'workspace.yaml');
  writeFileSync(file, workspace());
  const relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', file]);
  onTestFinished(() => void relay.kill());
  const { body } = await relay.api('/v1/oncall');
  const onCall = (body as { schedules: { onCall: { person: { id: string } } }[] }).schedules[0]?.onCall.person.id ?? '';
  const other = onCall === 'ana' ? 'bo' : 'ana';
  const laptops = await Promise.all(
    [onCall, other].map(async (person) => {
      await pairFolder(join(folder, person), relay, person);
      const laptop = new DesktopProcess(join(folder, person), laptopRules);
      onTestFinished(() => laptop.kill());
      await laptop.until(({ said, state }) => said === 'link' && state === 'online');
      return { person, laptop };
    }),
  );
  await relay.enqueue({
    event_action: 'trigger',
    dedup_key: 'disk',
    payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
  });
  await laptops[0]?.laptop.until(({ said }) => said === 'page');
  // Whoever is not called by the relay is called by their own laptop, which looks each second.
  const within = (laptop: DesktopProcess) =>
    Promise.race([laptop.until(({ said }) => said === 'page').then(() => true), afterLooks(laptop)]);
  const paged = await Promise.all(
    laptops.map(async ({ person, laptop }) => ((await within(laptop)) ? [person === onCall ? 'on call' : 'other'] : [])),
  );
  return paged.flat();
}

/** Resolves when the laptop has heard of the page that was made elsewhere: had it been going to ring, it would have. */
async function afterLooks(laptop: DesktopProcess): Promise<boolean> {
  const before = laptop.said.length;
  await laptop.until(({ said, pending }) => said === 'head' && pending === 0, before);
  return laptop.said.some(({ said }) => said === 'page');
}

it('[SCH6] pages whom relay and laptop have on call, when their time-zone rules differ on purpose (R14)', async () => {
  expect(await whoIsPaged([otherRules])).toEqual(['on call', 'other']);
});

// The control: with the same rules only one of them is paged, so that the test above proves something.
it('[SCH6] pages one person when they do not', async () => {
  expect(await whoIsPaged([])).toEqual(['on call']);
});
