import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { about, defines, noisyShop, standing } from '../harness/noise.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const is = (field: string, value: string) => ({ field, is: value });
const nodeDown = { name: 'Node down', source: is('label.alertname', 'NodeDown'), target: is('severity', 'warning'), equal: ['cluster'] };
const node = (cluster?: string) =>
  about(`node of ${cluster ?? 'nowhere'}`, { labels: { alertname: 'NodeDown' }, ...(cluster === undefined ? {} : { known: { cluster } }) });
const warning = (what: string, cluster?: string) =>
  about(what, { severity: 'warning', ...(cluster === undefined ? {} : { known: { cluster } }) });

async function inhibiting(inhibition: object = {}): Promise<World> {
  const world = await World.start(noisyShop());
  await defines(world, 'inhibition', 'node-down', { ...nodeDown, ...inhibition });
  return world;
}

it('[NSE5] while the node is down its warnings page nobody, those of another cluster do', async () => {
  const world = await inhibiting();
  await world.alert(node('one'));
  expect(await world.alert(warning('slow', 'one'))).toMatchObject({ outcome: 'suppressed' });
  expect(await world.alert(warning('slow elsewhere', 'two'))).toMatchObject({ outcome: 'opened' });
  expect(world.incident(2).suppression).toEqual({ reason: 'inhibition', by: 'node-down', incident: world.incident(1).id });
});

it('[NSE5] what neither has is the same, and what one alone has is not', async () => {
  const world = await inhibiting();
  await world.alert(node());
  await world.alert(warning('slow'));
  await world.alert(warning('slow there', 'one'));
  expect(standing(world)).toEqual(['triggered', 'suppressed by inhibition', 'triggered']);
});

it('[NSE5] what matches both sides inhibits neither itself nor another that does, only what matches the target alone', async () => {
  const world = await inhibiting({ source: is('class', 'network'), target: { field: 'severity', atMost: 'error' }, equal: [] });
  const both = (what: string) => about(what, { class: 'network', severity: 'error' });
  await world.alert(both('first'));
  await world.alert(both('second'));
  await world.alert(about('target alone', { severity: 'error' }));
  await world.alert(about('source alone', { class: 'network' }));
  await world.alert(both('third'));
  expect(standing(world)).toEqual(['triggered', 'triggered', 'suppressed by inhibition', 'triggered', 'suppressed by inhibition']);
});

it('[NSE5] also inhibits when somebody has it, or when it pages nobody itself', async () => {
  const world = await inhibiting();
  const ana = await world.desktop('ana');
  await world.alert(node('one'));
  ana.does('acknowledge');
  await world.settle();
  await world.alert(warning('slow', 'one'));
  await defines(world, 'silence', 'all', { name: 'All', when: is('label.alertname', 'NodeDown'), until: mondayNight + HOUR_MS });
  await world.alert(node('two'));
  await world.alert(warning('slow there', 'two'));
  expect(standing(world)).toEqual(['acknowledged', 'suppressed by inhibition', 'suppressed by silence', 'suppressed by inhibition']);
});

it('[NSE6] rings at once when the node is up again and it still fires, when it is no longer the same, or the inhibition has gone', async () => {
  const world = await inhibiting();
  const ana = await world.desktop('ana');
  await world.alert(node('one'));
  await world.alert(warning('slow', 'one'));
  await world.forward(5 * MINUTE_MS);
  await world.alert({ ...node('one'), action: 'resolve' });
  await world.forward(SECOND_MS);
  expect(stepsOf(world, 2)).toEqual(['5 ana suppression-ended']);

  await defines(world, 'inhibition', 'node-down', { ...nodeDown, source: is('priority', 'P1') });
  await world.alert(node('one'));
  ana.does('priority', { priority: 'P1' }, 3);
  await world.settle();
  await world.alert(warning('slower', 'one'));
  expect(world.incident(4).status).toBe('suppressed');
  ana.does('note', { text: 'looking' }, 3);
  await world.forward(MINUTE_MS);
  expect(world.incident(4).status).toBe('suppressed');
  ana.does('priority', { priority: 'P2' }, 3);
  await world.forward(SECOND_MS);
  expect(stepsOf(world, 4)).toEqual(['6.02 ana suppression-ended']);

  ana.does('priority', { priority: 'P1' }, 3);
  await world.settle();
  await world.alert(warning('slowest', 'one'));
  expect(world.incident(5).status).toBe('suppressed');
  await defines(world, 'inhibition', 'node-down', undefined);
  await world.forward(SECOND_MS);
  expect(world.incident(5).status).toBe('triggered');
  expect(differences(world)).toEqual([]);
});

it('[NSE6] two that would inhibit each other do not keep each other quiet for good', async () => {
  const world = await World.start(noisyShop());
  const [a, b] = [is('class', 'a'), is('class', 'b')];
  await defines(world, 'inhibition', 'ab', { name: 'a over b', source: a, target: b, equal: [] });
  await defines(world, 'inhibition', 'ba', { name: 'b over a', source: b, target: a, equal: [] });
  await defines(world, 'silence', 'both', { name: 'Both', when: { any: [a, b] }, until: mondayNight + HOUR_MS });
  await world.alert(about('a', { class: 'a' }));
  await world.alert(about('b', { class: 'b' }));
  await world.forward(HOUR_MS + SECOND_MS);
  expect(standing(world).toSorted()).toEqual(['suppressed by inhibition', 'triggered']);
});

it('[NSE17] a laptop without the relay lets ring what was inhibited when its person resolves what inhibits it', async () => {
  const world = await inhibiting();
  const ana = await world.desktop('ana');
  await world.alert(node('one'));
  await world.alert(warning('slow', 'one'));
  world.killRelay();
  await world.forward(MINUTE_MS);
  ana.app.resolve(ana.incident(1).id, 'window');
  await world.forward(2 * SECOND_MS);
  expect(ana.incident(2).status).toBe('triggered');
  expect([...ana.bell.ringing]).toEqual([ana.incident(2).id]);
  world.startRelay();
  await world.forward(MINUTE_MS);
  expect(stepsOf(world, 2)[0]).toMatch(/ana suppression-ended$/);
  expect(differences(world)).toEqual([]);
});
