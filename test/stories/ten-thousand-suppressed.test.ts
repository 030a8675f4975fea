import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { dueOn } from '../../shared/self-watch/due.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import { mondayNight } from '../harness/entries.ts';
import { noisyShop } from '../harness/noise.ts';
import { NoisyEngine } from '../harness/noisy-engine.ts';

const many = 10_000;
const is = (field: string, value: string) => ({ field, is: value });

/** How many incidents the engine looks at while something happens. */
function looksAt(engine: NoisyEngine, happens: () => void): number {
  const before = engine.looks;
  happens();
  return engine.looks - before;
}

it('[NSE19] ten thousand suppressed incidents cost an event nothing: only those it may release are looked at', () => {
  const engine = new NoisyEngine(noisyShop({}, { storm: { most: 20, within: '1h' } }));
  engine.defines('inhibition', 'down', { name: 'Down', source: is('class', 'node'), target: is('severity', 'warning'), equal: [] });
  engine.takes({ dedupKey: 'node', class: 'node' });
  for (let i = 0; i < many / 2; i += 1) {
    engine.takes({ dedupKey: `warning ${i}`, severity: 'warning' });
    engine.takes({ dedupKey: `error ${i}`, severity: 'error' });
  }
  const incidents = [...engine.state.incidents.values()];
  const [node] = incidents;
  const summary = incidents.find(({ storm }) => storm);
  if (!node || !summary) {
    throw new Error('There is no storm.');
  }
  expect(incidents.filter(({ status }) => status === 'suppressed').length).toBeGreaterThan(many - 25);
  expect(looksAt(engine, () => engine.does('incident.annotated', summary.id, { text: 'looking' }))).toBeLessThan(5);
  expect(looksAt(engine, () => engine.does('incident.annotated', node.id, { text: 'looking' }))).toBeLessThan(5);
  expect(looksAt(engine, () => engine.takes({ dedupKey: 'another', severity: 'warning' }))).toBeLessThan(5);
  expect(looksAt(engine, () => engine.run(engine.now + MINUTE_MS))).toBeLessThan(20);
  // The control: what does release them looks at each.
  expect(looksAt(engine, () => engine.does('incident.resolved', node.id, { epoch: node.epoch, via: 'api' }))).toBeGreaterThan(many / 2);
});

it('[NSE18] a release the engine forgot is found by whoever watches it', () => {
  const engine = new NoisyEngine(noisyShop());
  engine.defines('silence', 'all', { name: 'All', when: is('severity', 'critical'), until: mondayNight + HOUR_MS });
  engine.takes({ dedupKey: 'disk' });
  const [incident] = engine.state.incidents.values();
  if (!incident) {
    throw new Error('There is no incident.');
  }
  const due = (at: number) => dueOn(incident, rulesFor(engine.state, incident), at);
  expect(due(mondayNight + HOUR_MS - 1)).toBeUndefined();
  expect(due(mondayNight + HOUR_MS)).toMatchObject({ kind: 'release', key: 'unsuppress 1' });
});
