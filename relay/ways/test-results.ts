import { isoOf } from '../../shared/time/instant.ts';
import { wayName } from '../../shared/workspace/ways.ts';
import type { Ledger } from '../log/ledger.ts';

/** What came of the last test somebody asked for, way by way; `outcome` null where nothing is known yet. */
export function testResults({ state }: Pick<Ledger, 'state'>, person: string) {
  const { asked, tests = {} } = state.workspace.entries.person.get(person)?.ways ?? {};
  return (asked?.ways ?? []).map((way) => {
    const test = tests[wayName(way)];
    const its = test && asked && test.at >= asked.at ? test : undefined;
    return {
      channel: way.channel,
      address: way.address ?? null,
      outcome: its?.outcome ?? null,
      why: its?.why ?? null,
      at: its ? isoOf(its.at) : null,
    };
  });
}

/** Waits until something is known of every way of somebody's last test, at most so long. */
export async function untilTold(ledger: Pick<Ledger, 'state' | 'subscribe'>, person: string, mostMs: number): Promise<void> {
  const isTold = () => testResults(ledger, person).every(({ outcome }) => outcome !== null);
  if (mostMs === 0 || isTold()) {
    return;
  }
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, mostMs);
    const stop = ledger.subscribe(() => isTold() && end());
  });
}
