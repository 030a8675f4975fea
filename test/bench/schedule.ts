import { coverageOf } from '../../shared/coverage/coverage.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { handoffsOf } from '../../shared/schedule/handoffs.ts';
import { peopleOnCall, shiftsBetween } from '../../shared/schedule/on-call.ts';
import { positions } from '../../shared/schedule/place.ts';
import type { Turns } from '../../shared/schedule/turns.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { emptyWorkspace } from '../../shared/workspace/workspace.ts';
import { layerOf } from '../harness/schedules.ts';
import { turnBegins } from '../harness/temporal-rota.ts';
import { cpuMs, median, print, type Row } from './measure.ts';

const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo'];
const from = Date.UTC(2026, 9, 1);
const window = { from, until: from + 90 * DAY_MS };

/** 200 schedules of 10 layers: hours, days and weeks, the upper ones at night and on weekends alone. */
const schedules = Array.from({ length: 200 }, (_, n): Schedule => {
  const zone = zones[n % zones.length] ?? 'UTC';
  const ranks = positions(10);
  return {
    id: `schedule-${n}`,
    name: `Schedule ${n}`,
    zone,
    layers: ranks.map((position, i) => {
      const unit = (['week', 'day', 'week', 'day', 'hour'] as const)[i % 5] ?? 'week';
      const turns: Turns = {
        zone,
        turn: { unit, length: unit === 'hour' ? 12 : 1 },
        handoffAt: '09:00',
        startsOn: '2026-01-05',
        ...(i > 4 ? { hours: [{ from: '20:00', until: '08:00' }] } : {}),
      };
      return { ...layerOf(['ana', 'bo', 'cem', 'dev', 'eva'], turns), id: `layer-${i}`, places: [{ position }] };
    }),
    overrides: [],
  };
});

/** The instants at which turns of a layer begin in the window: what any calculation of who is on call is made of. */
function handoffsIn(turns: Turns): number[] {
  const handoffs = handoffsOf(turns);
  const found: number[] = [];
  for (let k = handoffs.turnAt(window.from) + 1, at = handoffs.at(k); at < window.until; k += 1, at = handoffs.at(k)) {
    found.push(at);
  }
  return found;
}

function withLibrary(turns: Turns): number[] {
  const found: number[] = [];
  const first = handoffsOf(turns).turnAt(window.from) + 1;
  for (let k = first, at = turnBegins(turns, k); at < window.until; k += 1, at = turnBegins(turns, k)) {
    found.push(at);
  }
  return found;
}

async function timed(runs: number, work: () => number): Promise<{ ms: number; result: number }> {
  let result = 0;
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    times.push(
      await cpuMs(async () => {
        result = work();
      }),
    );
  }
  return { ms: median(times), result };
}

const allTurns = schedules.flatMap(({ layers }) => layers.map(({ turns }) => turns[0]?.turns as Turns));
const sample = allTurns.slice(0, 100);
await timed(2, () => sample.reduce((sum, turns) => sum + handoffsIn(turns).length, 0));
const ours = await timed(5, () => sample.reduce((sum, turns) => sum + handoffsIn(turns).length, 0));
const library = await timed(3, () => sample.reduce((sum, turns) => sum + withLibrary(turns).length, 0));
const whole = await timed(3, () => schedules.reduce((sum, schedule) => sum + shiftsBetween(schedule, window.from, window.until).length, 0));
const instants = Array.from({ length: 24 * 90 }, (_, hour) => from + hour * HOUR_MS);
const asked = await timed(3, () =>
  schedules.slice(0, 5).reduce((sum, schedule) => sum + instants.reduce((n, at) => n + peopleOnCall(schedule, at).length, 0), 0),
);
const workspace = emptyWorkspace();
schedules.forEach((schedule) => workspace.entries.schedule.set(schedule.id, { revision: 1, current: schedule, history: new Map() }));
const swept = await timed(1, () => coverageOf(workspace, window).length);

const rounded = (value: number): number => Number(value.toPrecision(3));
const rows: Row[] = [
  { what: 'hand-offs of 100 layers in 90 days', 'CPU ms': rounded(ours.ms), found: ours.result },
  {
    what: 'the same by temporal-polyfill',
    'CPU ms': rounded(library.ms),
    found: library.result,
    'x ours (goal: 20)': rounded(library.ms / ours.ms),
  },
  { what: 'all shifts, 90 days x 200 schedules x 10 layers', 'CPU ms': rounded(whole.ms), found: whole.result },
  { what: 'who is on call at one instant, 1,000 times', 'CPU ms': rounded((asked.ms * 1000) / (5 * instants.length)), found: asked.result },
  { what: 'coverage of 200 schedules swept for 90 days', 'CPU ms': rounded(swept.ms), found: swept.result },
];
print('Who is on call (P12)', rows);
