import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { about, noisyShop, standing } from '../harness/noise.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const guide = readFileSync(new URL('../../docs/noise.md', import.meta.url), 'utf8');
const [, block = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
const parts = parse(block) as Record<string, Record<string, unknown>>;
const routingRules = { ping: { name: 'Pings', when: { field: 'label.check', is: 'ping' }, set: { pause: '2m' } } };
const file = noisyShop({ ...parts, routingRules });

it('[NSE4] [NSE5] [NSE8] what the guide shows is taken, without a warning', () => {
  const { problems, warnings } = readWorkspaceFile(file);
  expect([problems, warnings]).toEqual([[], []]);
});

it('[NSE12] what a rule pauses rings at the end of the pause, or never, and its storm and groups go on meanwhile', async () => {
  const world = await World.start(file);
  const ana = await world.desktop('ana');
  await world.alert(about('ping a', { labels: { check: 'ping' } }));
  await world.alert(about('ping b', { labels: { check: 'ping' } }));
  await world.forward(MINUTE_MS);
  expect(standing(world)).toEqual(['suppressed by pause', 'suppressed by pause']);
  await world.alert(about('ping a', { action: 'resolve' }));
  await world.forward(HOUR_MS);
  expect(stepsOf(world, 1)).toEqual([]);
  expect(stepsOf(world, 2)[0]).toBe('2 ana suppression-ended');
  expect(ana.bell.heard.some(({ incident }) => incident === world.incident(1).id)).toBe(false);
});

it('[NSE9] one incident a cluster, as the guide has it', async () => {
  const world = await World.start(file);
  const known = { environment: 'production', cluster: 'c7' };
  await world.alert(about('disk', { known }));
  await world.forward(29 * MINUTE_MS);
  await world.alert(about('memory', { known }));
  await world.forward(29 * MINUTE_MS);
  await world.alert(about('network', { known }));
  await world.forward(SECOND_MS);
  expect(world.relay.state.incidents.size).toBe(1);
  expect(world.incident().members).toHaveLength(3);
});
