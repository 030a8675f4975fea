import type { Schedule } from '../schedule/definition.ts';
import { joined, shiftsBetween } from '../schedule/on-call.ts';
import { DAY_MS } from '../time/instant.ts';
import type { Stretch } from '../balance/stretch.ts';
import { nightOf, tallyOf } from '../balance/tally.ts';
import { findZone, type Zone } from '../time/zone.ts';
import { find, type Workspace } from '../workspace/workspace.ts';
import type { Finding } from './finding.ts';

/**
 * Watches that give a person less rest, or more nights on end, than the schedule wants to be kept to. What lies just outside the window
 * counts too: a rest that began before it, and the nights of a run that reaches over its edges.
 */
export function loadFindings(workspace: Workspace, schedule: Schedule, window: Stretch): Finding[] {
  const { restMs = 0, nightsInARow } = schedule.limits ?? {};
  if (restMs === 0 && nightsInARow === undefined) {
    return [];
  }
  const marginMs = Math.max(restMs, ((nightsInARow ?? 0) + 1) * DAY_MS);
  const watches = joined(shiftsBetween(schedule, window.from - marginMs, window.until + marginMs)).toSorted((a, b) => a.from - b.from);
  const people = [...new Set(watches.map(({ person }) => person))];
  return people.flatMap((person): Finding[] => {
    const mine = watches.filter((watch) => watch.person === person);
    const tooSoon = mine.slice(1).flatMap((watch, i): Finding[] => {
      const ended = mine[i]?.until ?? -Infinity;
      return watch.from - ended < restMs
        ? [{ kind: 'rest', schedule: schedule.id, person, restMs: watch.from - ended, from: ended, until: watch.from }]
        : [];
    });
    const zone = findZone(find(workspace, 'person', person)?.zone ?? schedule.zone);
    const tooMany = nightsInARow === undefined || !zone ? [] : runsOfNights(mine, zone).filter(({ nights }) => nights > nightsInARow);
    return [...tooSoon, ...tooMany.map((run): Finding => ({ kind: 'nights', schedule: schedule.id, person, ...run }))];
  });
}

/** The nights of watches, those on end as one run: from its first evening to its last morning. */
function runsOfNights(watches: readonly Stretch[], zone: Zone): (Stretch & { nights: number })[] {
  const runs: number[][] = [];
  for (const night of tallyOf(watches, { zone }).nights) {
    const last = runs.at(-1);
    if (last?.at(-1) === night - 1) {
      last.push(night);
    } else {
      runs.push([night]);
    }
  }
  return runs.map((run) => ({ nights: run.length, from: nightOf(zone, run[0] ?? 0).from, until: nightOf(zone, run.at(-1) ?? 0).until }));
}
