import { layerOf } from '../harness/schedules.ts';
import type { SeverityProfiles } from '../../shared/escalation/severity-profile.ts';
import { HOUR_MS, MINUTE_MS, type Instant } from '../../shared/time/instant.ts';
import type { Definition, DefinitionKind, Organisation, Person, Service } from '../../shared/workspace/definitions.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import type { Dice } from './dice.ts';
import { delays, longer, people, randomPolicy, randomTarget, schedules } from './random-policy.ts';
import { wallTime } from './naive-clock.ts';
import { tickMs, type Stretch } from './scenario.ts';

const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata'] as const;

/** Makes the definitions of one workspace, and makes any of them anew when the history changes it. */
export class RandomWorkspace {
  readonly #dice: Dice;
  readonly #during: Stretch;
  readonly #zone: string;

  constructor(dice: Dice, during: Stretch) {
    this.#dice = dice;
    this.#during = during;
    this.#zone = dice.one(zones);
  }

  all(): { what: DefinitionKind; definition: Definition }[] {
    return [
      { what: 'organisation', definition: this.organisation() },
      ...people.map((id) => ({ what: 'person' as const, definition: this.person(id) })),
      { what: 'person', definition: { id: 'sam', name: 'sam', role: 'stakeholder' } },
      { what: 'team', definition: { id: 'core', name: 'Core', members: ['ana', 'bo', 'cem'], lead: 'bo' } },
      { what: 'team', definition: { id: 'storage', name: 'Storage', members: ['dia', 'eli', 'fay', 'gone', 'ana'] } },
      { what: 'channel', definition: { id: 'ops', name: 'Ops' } },
      ...schedules.map((id) => ({ what: 'schedule' as const, definition: this.schedule(id) })),
      ...['deepest', 'experts', 'web', 'store'].map((id) => ({ what: 'policy' as const, definition: this.policy(id) })),
      ...['web', 'store'].map((id) => ({ what: 'service' as const, definition: this.service(id) })),
      ...['web', 'store'].map((id) => ({ what: 'integration' as const, definition: { id: `${id}-monitor`, name: id, service: id } })),
    ];
  }

  /** A moment of the history, or near it. */
  moment(): Instant {
    const { from, until } = this.#during;
    return from + this.#dice.between(-60, (until - from) / tickMs) * tickMs;
  }

  stretch(): Stretch {
    const from = this.moment();
    return { from, until: from + this.#dice.one([...longer]) };
  }

  #clock = (dice: Dice): string => {
    const { time } = wallTime(this.#zone, this.moment());
    return dice.chance(0.3) ? `${time.slice(0, 2)}:00` : time;
  };

  organisation(): Organisation {
    const dice = this.#dice;
    return {
      id: 'organisation',
      name: 'House',
      catchAll: {
        targets: dice.many(0, 2, () => randomTarget(dice)).filter(({ kind }) => kind !== 'channel'),
        repeatEveryMs: dice.one([MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS]),
      },
      ...dice.maybe(0.4, 'severities', () => this.#severities()),
    };
  }

  #severities(): SeverityProfiles {
    const dice = this.#dice;
    return {
      ...dice.maybe(0.5, 'critical', () => ({ acknowledgeWithinMs: dice.one(delays), resolveWithinMs: dice.one(longer) })),
      ...dice.maybe(0.5, 'error', () => ({ acknowledgementExpiresAfterMs: dice.one(longer) })),
      ...dice.maybe(0.4, 'warning', () => ({ escalates: dice.chance(0.6), pages: dice.chance(0.8) })),
      ...dice.maybe(0.4, 'info', () => ({ pages: dice.chance(0.6), escalates: dice.chance(0.4) })),
    };
  }

  person(id: string): Person {
    const dice = this.#dice;
    return {
      id,
      name: id,
      role: 'responder',
      ...dice.maybe(0.25, 'timeOff', () => dice.many(1, 2, () => this.stretch())),
      ...dice.maybe(0.25, 'capacity', () => ({ incidents: dice.between(1, 2), withinMs: dice.one([HOUR_MS, 2 * HOUR_MS, 8 * HOUR_MS]) })),
    };
  }

  schedule(id: string): Schedule {
    const dice = this.#dice;
    const zone = dice.one(zones);
    const order = [...people].filter(() => dice.chance(0.6));
    return {
      id,
      name: id,
      zone,
      layers: [
        layerOf(order.length > 0 ? order : ['ana', 'gone'], {
          zone,
          turn: { unit: dice.chance(0.7) ? 'day' : 'week', length: dice.one([1, 1, 2]) },
          handoffAt: wallTime(zone, this.moment()).time,
          startsOn: dice.one(['2025-12-29', '2026-02-03', '2026-11-23']),
        }),
      ],
      overrides: dice.many(0, 2, (i) => ({ id: `override-${i}`, person: dice.one(people), ...this.stretch() })),
    };
  }

  policy(id: string) {
    const onward = { deepest: [], experts: ['deepest'], web: ['experts'], store: ['deepest'] }[id] ?? [];
    return randomPolicy(this.#dice, id, this.#zone, onward, this.#clock);
  }

  service(id: string): Service {
    const dice = this.#dice;
    return {
      id,
      name: id === 'web' ? 'Web shop' : 'Store',
      policy: dice.chance(0.95) ? id : 'unheard-of',
      ...dice.maybe(0.8, 'team', () => (id === 'web' ? 'core' : 'storage')),
      ...dice.maybe(0.5, 'attributes', () => ({ env: dice.one(['prod', 'test']), vip: dice.chance(0.5), load: 2 })),
    };
  }
}
