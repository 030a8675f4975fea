import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { folded, triggered } from '../../test/harness/folding.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { HOUR_MS } from '../time/instant.ts';
import { DigestPlan } from '../workspace/digest-definition.ts';
import { tellPlanned } from './planned-digest.ts';

const twoTeams = `
organisation: { name: Shop }
people: { ana: { name: Ana Lima }, bo: { name: Bo Svensson } }
teams: { pay: { name: Pay, members: [ana] }, web: { name: Web, members: [bo] } }
schedules:
  pay: { name: Pay rota, zone: UTC, rotation: { people: [ana], turn: 1w, handoffAt: '09:00', startsOn: 2026-11-16 } }
  deep: { name: Deep rota, zone: UTC, rotation: { people: [ana], turn: 1w, handoffAt: '09:00', startsOn: 2026-11-16 } }
  web: { name: Web rota, zone: UTC, rotation: { people: [bo], turn: 1w, handoffAt: '09:00', startsOn: 2026-11-16 } }
policies:
  pay: { name: Pay, steps: [{ notify: [schedule:pay], acknowledgeWithin: 10m }, { notify: [policy:deep], acknowledgeWithin: 10m }] }
  deep: { name: Deep, steps: [{ notify: [schedule:deep], acknowledgeWithin: 10m }] }
  web: { name: Web, steps: [{ notify: [schedule:web], acknowledgeWithin: 10m }] }
services:
  checkout: { name: Checkout, team: pay, policy: pay }
  site: { name: Site, team: web, policy: web }
`;

it('[COM23] tells of the services and teams it names alone, and of who is on call for them, however deep their policies lead', () => {
  const state = stateWith(twoTeams);
  folded(
    [
      { ...triggered({ title: 'Slow', service: 'checkout' }, 'a'), recordedAt: mondayNight },
      { ...triggered({ title: 'Down', service: 'site' }, 'b'), recordedAt: mondayNight },
    ],
    state,
  );
  const plan = (more: object) =>
    DigestPlan.parse({ id: 'd', name: 'Pay day', at: '08:30', zone: 'Europe/Paris', to: { kind: 'person', id: 'ana' }, ...more });
  const told = (more: object) => tellPlanned(state, plan(more), { language: 'en', now: mondayNight + HOUR_MS });
  const lines = (more: object) =>
    told(more)
      .sections.flatMap(({ lines: each }) => each)
      .join('\n');
  expect(told({}).title).toBe('Pay day · The last 24 hours, Mon 23 Nov 04:00');
  expect(lines({})).toMatch(/Slow[^]*Down[^]*Pay rota[^]*Web rota/);
  for (const narrowed of [{ teams: ['pay'] }, { services: ['checkout'] }]) {
    expect(lines(narrowed)).toMatch(/Slow[^]*Pay rota[^]*Deep rota/);
    expect(lines(narrowed)).not.toMatch(/Down|Web rota/);
  }
  expect(lines({ teams: ['pay'], services: ['site'] })).toMatch(/Slow[^]*Down/);
});
