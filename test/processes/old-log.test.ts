import { expect, it, onTestFinished } from 'vitest';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { writeFirstSchema } from '../harness/first-schema.ts';
import { newerCommits } from '../harness/newer-relay.ts';
import { incidentsThen, oldLog, oldLogNames } from '../harness/old-logs.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

it('[VER1] [VER7] serves the folder of an earlier relay, and what a later one added to its log, entry for entry', async () => {
  const [name = ''] = oldLogNames;
  const old = oldLog(name);
  const { head } = verifyChain(genesis, old);
  const newer = newerCommits({ ...head, log: head.log ?? '' }, [
    { type: 'team.rested', mustUnderstand: true },
    {
      type: 'incident.resolved',
      version: 2,
      entity: { kind: 'incident', id: incidentsThen(name)[0]?.id ?? '' },
      body: { how: 'by itself' },
    },
  ]).map(({ entry }) => entry);
  const folder = temporaryFolder();
  writeFirstSchema(folder, [...old, ...newer], incidentsThen(name));
  const relay = await RelayProcess.start(folder, []);
  onTestFinished(() => void relay.kill());

  const { body } = await relay.api('/v1/events?after=0&limit=1000');
  const { entries } = body as { entries: StoredEvent[] };
  expect(entries.slice(0, old.length + newer.length)).toEqual([...old, ...newer]);
  expect(verifyChain(genesis, entries).broken).toBeUndefined();
  // What it writes itself at its start follows them.
  const own = entries.slice(old.length + newer.length).map((entry) => decodeEvent(entry).type);
  expect(own.slice(0, 2)).toEqual(['device.enrolled', 'zones.adopted']);
  const { body: listed } = await relay.api('/v1/incidents?status=triggered,acknowledged');
  const open = incidentsThen(name).filter(({ status }) => status !== 'resolved');
  const numbers = (listed as { incidents: { number: number }[] }).incidents.map(({ number }) => number);
  expect(new Set(numbers)).toEqual(new Set(open.map(({ number }) => number)));
});
