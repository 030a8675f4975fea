import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const steps = [{ notify: ['person:ana'] }, { notify: ['person:bo'] }, { notify: ['person:sam'], acknowledgeWithin: '3m' }];
const withSeverities = (severities: Record<string, unknown>) => shop({ steps }, { organisation: { severities } });

it('[ESC23] takes from the severity what a step leaves out: how long, and how often (S33)', async () => {
  const world = await World.start(
    withSeverities({ critical: { acknowledgeWithin: '1m', repeatEvery: '10s' }, error: { acknowledgeWithin: '10m', repeatEvery: '2m' } }),
  );
  const ana = await world.desktop('ana');
  await world.alert({ dedupKey: '1', severity: 'critical' });
  await world.alert({ dedupKey: '2', severity: 'error' });
  await world.forward(11 * MINUTE_MS);
  expect(stepsOf(world, 1)).toEqual(['0 ana triggered', '1 bo not-acknowledged', '2 sam not-acknowledged', '5 lea path-exhausted']);
  expect(stepsOf(world, 2)).toEqual(['0 ana triggered', '10 bo not-acknowledged']);
  expect(ana.bell.heard.filter(({ incident }) => incident === world.incident(1).id).length).toBeGreaterThan(50);
  expect(ana.bell.count(world.incident(2).id)).toBe(6);
});

it('[ESC23] lets a house have its warnings climb the path, or its errors ring once (S71)', async () => {
  const world = await World.start(withSeverities({ warning: { escalates: true, acknowledgeWithin: '5m' }, error: { repeats: false } }));
  const ana = await world.desktop('ana');
  await world.alert({ dedupKey: '1', severity: 'warning' });
  await world.forward(5 * MINUTE_MS + SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '5 bo not-acknowledged']);
  await world.alert({ dedupKey: '2', severity: 'error' });
  await world.forward(HOUR_MS);
  expect(ana.bell.count(world.incident(2).id)).toBe(1);
});

it.each(['pages', 'wakes', 'escalates'])('[ESC23] takes no file in which what is critical no longer %s', (word) => {
  const { definitions, problems } = readWorkspaceFile(withSeverities({ critical: { [word]: false } }));
  expect(definitions).toBeUndefined();
  expect(problems.map(({ message }) => message).join()).toContain('critical always pages, wakes and escalates');
});
