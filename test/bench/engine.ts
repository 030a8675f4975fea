import { Heap } from 'heap-js';
import { decide } from '../../shared/escalation/decide.ts';
import { factsOfDecision } from '../../shared/escalation/decision.ts';
import { WakeList } from '../../shared/escalation/wake-list.ts';
import { incidentEvent, reduceIncident } from '../../shared/incident/reduce.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { Simulator } from '../../shared/simulation/simulator.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import { setIncident, type State } from '../../shared/state/state.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { liveThrough } from '../fuzz/night.ts';
import { eventsOf, mondayNight } from '../harness/entries.ts';
import { folded, triggered } from '../harness/folding.ts';
import { sample, stateWith } from '../harness/workspaces.ts';
import { cpuMs, median, print, type Row } from './measure.ts';

const duePerTick = 100;
const ticks = 15;

/** A state with so many open incidents, each waiting for its next step, `duePerTick` of them due each second. */
function openIncidents(count: number): State {
  const state = stateWith(sample.replaceAll('acknowledgeWithin: 2m', 'acknowledgeWithin: 24h'));
  folded([{ ...triggered(), recordedAt: mondayNight }], state);
  const first = state.incidents.get('incident-1') as Incident;
  const decision = decide(first, rulesFor(state, first), mondayNight);
  const [fired] = decision ? factsOfDecision(decision, first.id) : [];
  const [event] = fired ? eventsOf([{ ...fired, recordedAt: mondayNight }]) : [];
  const of = event && incidentEvent(event);
  const ringing = (of && reduceIncident(first, of)) ?? first;
  state.incidents.clear();
  const [step] = ringing.path;
  for (let i = 0; i < count; i += 1) {
    const dueAt = mondayNight + Math.floor(i / duePerTick) * SECOND_MS - DAY_MS;
    setIncident(state, { ...ringing, id: `incident-${i}`, number: i + 1, path: step ? [{ ...step, dueAt }] : [] });
  }
  return state;
}

/** The engine as the relay drives it: takes what is due, decides, puts the next wake-up in. */
function engineTick(state: State, decides = true): (now: number) => number {
  const wakes = new WakeList();
  for (const [id, incident] of state.incidents) {
    wakes.set(id, (incident.path[0]?.dueAt ?? 0) + DAY_MS);
  }
  return (now) => {
    let due = 0;
    for (let id = wakes.takeDue(now); id !== undefined; id = wakes.takeDue(now)) {
      const incident = state.incidents.get(id);
      if (incident) {
        if (decides) {
          decide(incident, rulesFor(state, incident), now);
        }
        wakes.set(id, now + HOUR_MS * 30);
        due += 1;
      }
    }
    return due;
  };
}

/** The least any engine must do: the same queue, no decision. */
function bareHeapTick(state: State): (now: number) => number {
  const heap = new Heap<{ id: string; at: number }>((a, b) => a.at - b.at);
  for (const [id, incident] of state.incidents) {
    heap.push({ id, at: (incident.path[0]?.dueAt ?? 0) + DAY_MS });
  }
  return (now) => {
    let due = 0;
    for (let top = heap.peek(); top && top.at <= now; top = heap.peek()) {
      heap.pop();
      heap.push({ id: top.id, at: now + HOUR_MS * 30 });
      due += 1;
    }
    return due;
  };
}

/** What one would write first: looks at every open incident each second. */
function naiveTick(state: State): (now: number) => number {
  return (now) => {
    let due = 0;
    for (const incident of state.incidents.values()) {
      const decision = decide(incident, rulesFor(state, incident), now);
      due += decision && decision.kind !== 'wake' ? 1 : 0;
    }
    return due;
  };
}

function costOf(make: (state: State) => (now: number) => number, count: number, rounds: number): number {
  const tick = make(openIncidents(count));
  const costs: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const now = mondayNight + i * SECOND_MS;
    const before = performance.now();
    tick(now);
    costs.push((performance.now() - before) * 1000);
  }
  return median(costs);
}

// The first time round the machine is still warming up.
costOf(engineTick, 1000, 10);
const rows: Row[] = [1000, 10_000, 100_000].map((count) => {
  const engine = costOf(engineTick, count, Math.min(ticks, count / duePerTick));
  const heap = costOf(bareHeapTick, count, Math.min(ticks, count / duePerTick));
  const list = costOf((state) => engineTick(state, false), count, Math.min(ticks, count / duePerTick));
  const naive = costOf(naiveTick, count, 3);
  return {
    'open incidents': count,
    'engine, us a tick': Math.round(engine),
    'its wake list alone, us': Math.round(list),
    'bare heap, us': Math.round(heap),
    'wake list / heap': Number((list / heap).toFixed(1)),
    'naive scan, us': Math.round(naive),
    'us a due step': Number((engine / duePerTick).toFixed(2)),
    'naive / engine': Number((naive / engine).toFixed(1)),
  };
});
print(`Engine: ${duePerTick} due a tick, however many are open (P10)`, rows);
const [least, , most] = rows;
print('Growth from 1,000 to 100,000 open (goal: at most 40x)', [
  { 'engine grows by': Number((Number(most?.['engine, us a tick']) / Number(least?.['engine, us a tick'])).toFixed(1)) },
]);

const nights = 20;
const nightsMs = await cpuMs(async () => {
  for (let seed = 1; seed <= nights; seed += 1) {
    await liveThrough(seed);
  }
});
const year = stateWith();
const yearMs = await cpuMs(async () => {
  const habits = new Map([['ana', { answersAfterMs: 60_000, resolvesAfterMs: 600_000 }]]);
  const simulator = new Simulator(year, mondayNight, habits);
  for (let day = 0; day < 365; day += 1) {
    const planned = { title: derivedId(['day', day]), service: 'checkout', severity: 'critical' as const };
    simulator.plan({ ...planned, at: mondayNight + day * DAY_MS });
  }
  simulator.run(mondayNight + 365 * DAY_MS);
});
print('Simulation, simulated seconds a CPU second (goal P14: 200,000)', [
  { what: 'nights: real relay and 4 desktops', rate: Math.round((nights * DAY_MS) / nightsMs) },
  { what: 'a year of `simulate`, an incident a day', rate: Math.round((365 * DAY_MS) / yearMs) },
]);
