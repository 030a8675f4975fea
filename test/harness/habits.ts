import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from './desktop.ts';
import { between } from './random.ts';
import type { World } from './world.ts';

/** How a person at a laptop takes what rings: how long they need, and how often they do nothing at all. */
export interface Habit {
  fastestMs: number;
  slowestMs: number;
  ignores: number;
  resolves: number;
}

/** People as they are: quick, slow, and one who mostly sleeps through. */
export const habits: Readonly<Record<string, Habit>> = {
  ana: { fastestMs: 20 * SECOND_MS, slowestMs: 4 * MINUTE_MS, ignores: 0.2, resolves: 0.6 },
  bo: { fastestMs: MINUTE_MS, slowestMs: 12 * MINUTE_MS, ignores: 0.3, resolves: 0.5 },
  cem: { fastestMs: 5 * MINUTE_MS, slowestMs: 40 * MINUTE_MS, ignores: 0.7, resolves: 0.3 },
  lea: { fastestMs: 30 * SECOND_MS, slowestMs: 6 * MINUTE_MS, ignores: 0.1, resolves: 0.8 },
};

/** Lets a person answer their laptop as they are used to; every page they hear may be the one. */
export function answersByHabit(world: World, desktop: Desktop, habit: Habit, random: () => number): void {
  desktop.bell.onRaise = (id) => {
    if (random() < habit.ignores) {
      return;
    }
    world.clock.after(between(random, habit.fastestMs, habit.slowestMs), () => {
      if (!desktop.isRunning || desktop.isAsleep || !desktop.bell.ringing.has(id)) {
        return;
      }
      desktop.app.acknowledge(id, 'notification');
      if (random() < habit.resolves) {
        world.clock.after(between(random, MINUTE_MS, 90 * MINUTE_MS), () => {
          if (desktop.isRunning && !desktop.isAsleep) {
            desktop.app.resolve(id, 'window');
          }
        });
      }
    });
  };
}
