import { expect, it } from 'vitest';
import type { Incident } from '../../shared/incident/incident.ts';
import { isOpen } from '../../shared/incident/incident.ts';
import { nextFree, isStorm } from '../../shared/state/storm.ts';
import { emptyState, setIncident, type State } from '../../shared/state/state.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { noisyShop } from '../harness/noise.ts';
import { NoisyEngine } from '../harness/noisy-engine.ts';
import { fc } from '../harness/properties.ts';

const runs = Number(process.env['NOISE_RUNS'] ?? 300);
const kinds = ['disk', 'memory', 'network'] as const;
const clusters = ['one', 'two', undefined] as const;
const severities = ['critical', 'error', 'warning'] as const;

const rarely = fc.constantFrom(false, false, false, true);

/** One thing that happens, so many minutes after the one before. */
const happening = fc.record({
  after: fc.constantFrom(0, 0, 1, 3, 10),
  what: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        does: fc.constant('alert' as const),
        kind: fc.constantFrom(...kinds),
        cluster: fc.constantFrom(...clusters),
        severity: fc.constantFrom(...severities),
        isOver: rarely,
        expires: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        does: fc.constant('silence' as const),
        id: fc.constantFrom('a', 'b'),
        kind: fc.constantFrom(...kinds),
        from: fc.nat(10),
        minutes: fc.integer({ min: 1, max: 30 }),
        isEnded: rarely,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('window' as const),
        kind: fc.constantFrom(...kinds),
        from: fc.nat(10),
        minutes: fc.integer({ min: 1, max: 30 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constant('inhibition' as const),
        source: fc.constantFrom(...kinds),
        target: fc.constantFrom(...kinds),
        isEnded: rarely,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('person' as const),
        type: fc.constantFrom('incident.resolved', 'incident.acknowledged', 'incident.unsuppressed'),
        nth: fc.nat(5),
      }),
    },
  ),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const is = (field: string, value: string) => ({ field, is: value });

function happens(engine: NoisyEngine, { after, what }: Happening): void {
  engine.run(engine.now + after * MINUTE_MS);
  const { now } = engine;
  switch (what.does) {
    case 'alert': {
      const { kind, cluster, severity, isOver, expires } = what;
      engine.takes({
        action: isOver ? 'resolve' : 'trigger',
        dedupKey: `${kind} of ${cluster ?? 'nowhere'}`,
        severity,
        labels: { kind },
        ...(cluster === undefined ? {} : { known: { cluster } }),
        ...(expires ? { expiresAt: now + 5 * MINUTE_MS } : {}),
      });
      return;
    }
    case 'silence': {
      const { id, kind, from, minutes, isEnded } = what;
      const begins = now + from * MINUTE_MS;
      engine.defines(
        'silence',
        id,
        isEnded ? undefined : { name: id, when: is('label.kind', kind), from: begins, until: begins + minutes * MINUTE_MS },
      );
      return;
    }
    case 'window': {
      const begins = now + what.from * MINUTE_MS;
      engine.defines('maintenance', 'window', {
        name: 'Window',
        services: ['checkout'],
        when: is('label.kind', what.kind),
        once: { from: begins, until: begins + what.minutes * MINUTE_MS },
      });
      return;
    }
    case 'inhibition': {
      const { source, target, isEnded } = what;
      const inhibition = { name: 'x', source: is('label.kind', source), target: is('label.kind', target), equal: ['cluster'] };
      engine.defines('inhibition', `${source}-${target}`, isEnded ? undefined : inhibition);
      return;
    }
    case 'person': {
      const incident = [...engine.state.incidents.values()].filter(isOpen)[what.nth];
      if (incident) {
        engine.does(what.type, incident.id, { epoch: incident.epoch, via: 'api' });
      }
    }
  }
}

/** Whether anything keeps an incident quiet, told as simply as can be: every definition and every open incident is asked. */
function naivelyQuiet({ workspace, incidents }: State, incident: Incident, now: number): boolean {
  const kind = ({ known }: Incident) => known['label.kind'];
  const wanted = (condition: object) => (condition as { is?: string }).is;
  const silences = [...workspace.entries.silence.values()].flatMap(({ current }) => current ?? []);
  const windows = [...workspace.entries.maintenance.values()].flatMap(({ current }) => current ?? []);
  const inhibitions = [...workspace.entries.inhibition.values()].flatMap(({ current }) => current ?? []);
  return (
    silences.some(({ when, from = 0, until }) => wanted(when) === kind(incident) && from <= now && now < until) ||
    windows.some(({ when, once }) => when && once && wanted(when) === kind(incident) && once.from <= now && now < once.until) ||
    inhibitions.some(
      ({ source, target }) =>
        wanted(target) === kind(incident) &&
        [...incidents.values()].some(
          (other) =>
            isOpen(other) &&
            other.id !== incident.id &&
            wanted(source) === kind(other) &&
            other.known['cluster'] === incident.known['cluster'] &&
            // What matches both sides does not inhibit another that does.
            !(wanted(source) === wanted(target)) &&
            !leadsTo(incidents, other, incident.id),
        ),
    )
  );
}

function leadsTo(incidents: State['incidents'], from: Incident, id: string): boolean {
  const next = incidents.get(from.suppression?.incident ?? '');
  return from.id === id || (next !== undefined && next.id !== from.id && leadsTo(incidents, next, id));
}

it('[NSE20] [NSE21] whatever comes, no alert is lost, nothing suppressed pages, and each release comes when what holds is over and not before', () => {
  let releases = 0;
  let suppressed = 0;
  fc.assert(
    fc.property(fc.array(happening, { minLength: 5, maxLength: 40 }), (happenings) => {
      const engine = new NoisyEngine(noisyShop());
      engine.onRelease = (incident) => expect(naivelyQuiet(engine.state, incident, engine.now)).toBe(false);
      let sent = 0;
      let taken = 0;
      for (const each of happenings) {
        const isTrigger = each.what.does === 'alert' && !each.what.isOver;
        sent += isTrigger ? 1 : 0;
        happens(engine, each);
        for (const incident of engine.state.incidents.values()) {
          if (incident.status === 'suppressed') {
            expect(naivelyQuiet(engine.state, incident, engine.now)).toBe(true);
          }
        }
      }
      engine.run(engine.now + 120 * MINUTE_MS);
      const status = new Map<string, string>();
      for (const { type, entity, body, verdict } of engine.events) {
        if (verdict !== 'applied') {
          continue;
        }
        const isAlert = (body['alert'] as { action?: string } | undefined)?.action === 'trigger';
        taken += isAlert ? 1 : 0;
        suppressed += body['suppression'] ? 1 : 0;
        if (type === 'incident.triggered' || type === 'incident.suppressed') {
          status.set(entity.id, body['suppression'] ? 'suppressed' : 'triggered');
        } else if (type === 'incident.unsuppressed' || type === 'incident.acknowledged') {
          releases += type === 'incident.unsuppressed' ? 1 : 0;
          status.set(entity.id, 'triggered');
        } else if (type === 'step.fired') {
          expect(status.get(entity.id)).toBe('triggered');
        }
      }
      expect(taken).toBe(sent);
      expect(
        [...engine.state.incidents.values()].filter(
          (incident) => incident.status === 'suppressed' && !naivelyQuiet(engine.state, incident, engine.now),
        ),
      ).toEqual([]);
    }),
    { numRuns: runs },
  );
  // Not a run in which nothing happened.
  expect(Math.min(releases, suppressed)).toBeGreaterThan(runs / 6);
});

/** What the index finds, in a form that says nothing of the order it was made in. */
function foundBy(state: State, now: number): unknown {
  const limit = { most: 3, withinMs: 10 * MINUTE_MS };
  const { openByGroup, stormOf, heldBy, heldCount, openedWith } = state.noise;
  return {
    groups: Object.fromEntries([...openByGroup].map(([key, ids]) => [key, new Set(ids)])),
    stormOf: Object.fromEntries(stormOf),
    heldBy: Object.fromEntries(heldBy),
    heldCount: Object.fromEntries(heldCount),
    opened: Object.fromEntries([...openedWith].map(([key, { length }]) => [key, length])),
    storm: [isStorm(state, 'checkout', limit, now), nextFree(state, 'checkout', limit, now)],
  };
}

it('[NSE20] finds the same after a restart as before, in whatever order incidents are read', () => {
  fc.assert(
    fc.property(
      fc.array(happening, { minLength: 5, maxLength: 40 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (happenings, dice) => {
        const engine = new NoisyEngine(noisyShop({}, { storm: { most: 3, within: '10m' }, flapping: { most: 3 } }));
        engine.defines('grouping', 'clusters', {
          name: 'Clusters',
          order: 1,
          by: ['cluster'],
          windowMs: 5 * MINUTE_MS,
          rolling: true,
          most: 4,
        });
        happenings.forEach((each) => happens(engine, each));
        const again = emptyState();
        again.workspace = engine.state.workspace;
        const order = [...engine.state.incidents.values()].map((incident) => ({ incident, at: dice.next().value ?? 0 }));
        order.toSorted((a, b) => a.at - b.at).forEach(({ incident }) => setIncident(again, incident));
        expect(foundBy(again, engine.now)).toEqual(foundBy(engine.state, engine.now));
      },
    ),
    { numRuns: runs },
  );
});

// The control: one release forgotten is found.
it('[NSE21] would notice a silence that goes on past its end', () => {
  const engine = new NoisyEngine(noisyShop());
  engine.defines('silence', 'a', { name: 'a', when: is('label.kind', 'disk'), until: mondayNight + MINUTE_MS });
  engine.takes({ dedupKey: 'disk', labels: { kind: 'disk' } });
  const [incident] = engine.state.incidents.values();
  expect(incident && naivelyQuiet(engine.state, incident, mondayNight)).toBe(true);
  expect(incident && naivelyQuiet(engine.state, incident, mondayNight + MINUTE_MS)).toBe(false);
});
