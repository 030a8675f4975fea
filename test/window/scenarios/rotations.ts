import type { Scenario } from '../fake/fake-bridge.ts';
import type { GivenChange, GivenWorkspace } from '../fake/schedule-desk.ts';
import type { Layer, Schedule } from '../../../shared/schedule/definition.ts';
import { positions } from '../../../shared/schedule/place.ts';
import type { Turns } from '../../../shared/schedule/turns.ts';
import type { Definition } from '../../../shared/workspace/definitions.ts';
import { calmDesk } from './desks.ts';
import { ana, bo, chloe, dev } from './people.ts';

export const emil = { id: 'emil', name: 'Emil Novák' };
export const farah = { id: 'farah', name: 'Farah Haddad' };
export const gregor = { id: 'gregor', name: 'Gregor van den Berg' };

const utc = (text: string): number => Date.parse(`${text}Z`);
const weekly: Turns = { zone: 'Europe/Paris', turn: { unit: 'week', length: 1 }, handoffAt: '09:00', startsOn: '2026-10-02' };

interface GivenLayer {
  people: readonly { id: string }[];
  turns: Turns;
  name?: string;
  use?: Layer['use'];
}

function layers(...given: GivenLayer[]): Layer[] {
  const ranks = positions(given.length);
  return given.map(({ people, turns, name, use = 'on-call' }, i) => {
    const places = positions(people.length);
    return {
      id: `layer-${i}`,
      ...(name === undefined ? {} : { name }),
      use,
      places: [{ position: ranks[i] ?? 'a0' }],
      turns: [{ turns }],
      members: people.map(({ id }, at) => ({ id: `member-${i}-${id}`, person: id, places: [{ position: places[at] ?? 'a0' }] })),
    };
  });
}

const payments: Schedule = {
  id: 'payments-watch',
  name: 'Payments',
  zone: 'Europe/Paris',
  layers: layers(
    { name: 'Week by week', people: [bo, chloe, dev, ana], turns: { ...weekly, endsOn: '2027-02-05' } },
    {
      name: 'Quiet nights',
      people: [farah, emil],
      turns: { ...weekly, hours: [{ days: ['mon', 'tue', 'wed', 'thu'], from: '22:00', until: '06:00' }] },
    },
    { use: 'backup', people: [dev, ana, bo, chloe], turns: weekly },
    { use: 'shadow', people: [gregor], turns: { ...weekly, endsOn: '2026-12-04' } },
  ),
  overrides: [
    { id: 'override-dev', person: 'dev', from: utc('2026-11-25T17:00'), until: utc('2026-11-26T08:00') },
    { id: 'override-farah', person: 'farah', from: utc('2026-12-12T08:00'), until: utc('2026-12-14T08:00') },
    { id: 'override-ana', person: 'ana', from: utc('2026-12-13T08:00'), until: utc('2026-12-14T08:00') },
  ],
  swaps: [
    { id: 'swap-bo', giver: 'bo', taker: 'ana', from: utc('2026-11-28T08:00'), until: utc('2026-11-29T08:00'), status: 'requested' },
    { id: 'swap-ana', giver: 'ana', taker: 'chloe', from: utc('2026-12-24T08:00'), until: utc('2026-12-25T08:00'), status: 'requested' },
    { id: 'override-dev', giver: 'ana', taker: 'dev', from: utc('2026-11-25T17:00'), until: utc('2026-11-26T08:00'), status: 'approved' },
  ],
  limits: { restMs: 11 * 3_600_000, nightsInARow: 7 },
};

const platform: Schedule = {
  id: 'platform-watch',
  name: 'Platform',
  zone: 'America/New_York',
  layers: layers({
    people: [dev, farah, chloe],
    turns: { ...weekly, zone: 'America/New_York', startsOn: '2026-11-02', endsOn: '2026-12-21' },
  }),
  overrides: [],
};

const search: Schedule = {
  id: 'search-watch',
  name: 'Search',
  zone: 'Europe/Paris',
  layers: layers({ people: [gregor], turns: { ...weekly, turn: { unit: 'month', length: 1 }, startsOn: '2026-11-01' } }),
  overrides: [],
};

const person = (of: { id: string; name: string }, more: Partial<Definition<'person'>> = {}) => ({
  kind: 'person' as const,
  definition: { ...of, role: 'responder' as const, zone: 'Europe/Paris', ...more },
});

/** Three schedules: one with everything a schedule may have, one in another zone that ends, one in good order. */
export function watches(me: 'lead' | 'responder' = 'lead'): GivenWorkspace {
  return {
    definitions: [
      person(ana, {
        role: me,
        timeOff: [{ id: 'leave-ana', from: utc('2026-12-21T23:00'), until: utc('2027-01-03T23:00'), note: 'Lisbon' }],
      }),
      person(bo, { timeOff: [{ id: 'leave-bo', from: utc('2026-11-30T23:00'), until: utc('2026-12-02T23:00') }] }),
      person(chloe),
      person(dev, { timeOff: [{ id: 'leave-dev', from: utc('2026-11-27T23:00'), until: utc('2026-11-29T23:00') }] }),
      person(emil),
      person(farah, { zone: 'America/New_York' }),
      person(gregor),
      { kind: 'schedule', definition: payments },
      { kind: 'schedule', definition: platform },
      { kind: 'schedule', definition: search },
      {
        kind: 'policy',
        definition: {
          id: 'standard',
          name: 'Follow the sun',
          steps: [{ targets: [{ kind: 'schedule', id: 'payments-watch' }] }, { targets: [{ kind: 'backup', id: 'payments-watch' }] }],
          holidays: ['FR'],
        } as unknown as Definition<'policy'>,
      },
    ],
    reachable: ['ana', 'bo', 'chloe', 'dev', 'farah', 'gregor'],
    words: ['Noël', 'Nouvel An', 'Jour de l’An', 'Armistice 1918'],
  };
}

/** Ana's desk when she may edit, or only answers. */
export function rotationDesk(me: 'lead' | 'responder' = 'lead'): Scenario {
  return { desk: calmDesk({ me: { ...ana, role: me, zone: 'Europe/Paris' } }), workspace: watches(me) };
}

/** A fortnight of edits by the team, the oldest first: one came too late, one waits for the relay. */
const changes: GivenChange[] = [
  ...['2026-12-05', '2026-12-06', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-16'].map((day, i) => ({
    by: 'bo',
    at: utc(`2026-11-0${i + 2}T08:20`),
    type: 'override.added',
    body: { override: { id: `stands-in-${i}`, person: 'farah', from: utc(`${day}T08:00`), until: utc(`${day}T17:00`) } },
  })),
  {
    by: 'chloe',
    at: utc('2026-11-12T10:05'),
    type: 'member.added',
    body: { layer: 'layer-1', member: 'member-gregor', person: 'gregor', position: 'a5', from: utc('2026-11-27T08:00') },
  },
  { by: 'bo', at: utc('2026-11-16T13:40'), type: 'override.removed', body: { override: 'stands-in-5' } },
  {
    by: 'ana',
    at: utc('2026-11-19T15:30'),
    type: 'rotation.changed',
    body: { layer: 'layer-2', turns: { ...weekly, handoffAt: '10:00' }, follows: 1, from: utc('2026-12-04T08:00') },
  },
  {
    by: 'chloe',
    at: utc('2026-11-19T15:52'),
    type: 'rotation.changed',
    body: { layer: 'layer-2', turns: { ...weekly, handoffAt: '08:00' }, follows: 1, from: utc('2026-12-04T08:00') },
  },
  { by: 'chloe', at: utc('2026-11-21T09:00'), type: 'swap.declined', body: { swap: 'swap-ana', reason: 'I am away then' } },
  {
    by: 'bo',
    at: utc('2026-11-22T18:00'),
    type: 'member.removed',
    body: { layer: 'layer-1', member: 'member-1-emil', from: utc('2026-12-04T08:00') },
  },
  {
    by: 'ana',
    at: utc('2026-11-23T03:05'),
    type: 'override.added',
    body: { override: { id: 'stands-in-dev', person: 'dev', from: utc('2026-11-30T08:00'), until: utc('2026-11-30T17:00') } },
    pending: true,
  },
].map((change) => ({ schedule: 'payments-watch', ...change }));

/** The same desk after a fortnight of edits. */
export function changedRotation(me: 'lead' | 'responder' = 'lead'): Scenario {
  const { desk, workspace } = rotationDesk(me);
  return { desk, workspace: { ...(workspace as GivenWorkspace), changes } };
}

/** The same desk with everybody of the first rotation but Bo away over Christmas, and he for the first days of the year. */
export function awayOverChristmas(): Scenario {
  const scenario = rotationDesk();
  const workspace = scenario.workspace as GivenWorkspace;
  const away: Record<string, [string, string]> = {
    ana: ['2026-12-21T23:00', '2027-01-03T23:00'],
    chloe: ['2026-12-18T23:00', '2027-01-10T23:00'],
    dev: ['2026-12-23T23:00', '2027-01-02T23:00'],
    bo: ['2026-12-31T23:00', '2027-01-04T23:00'],
  };
  const definitions = workspace.definitions.map((given) => {
    const [from, until] = away[given.definition.id] ?? [];
    return given.kind === 'person' && from !== undefined && until !== undefined
      ? {
          ...given,
          definition: { ...given.definition, timeOff: [{ id: `leave-${given.definition.id}`, from: utc(from), until: utc(until) }] },
        }
      : given;
  });
  return { ...scenario, workspace: { ...workspace, definitions } };
}
