// Loaded into a relay (`--import`): how long its event loop was held up, written to the file LOOP_WATCH names when asked by SIGUSR2,
// and begun anew. `cpuMs` is the main thread's own time between two looks, so that a machine shared with others does not count.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { percentile } from '../../harness/percentile.ts';

/** What was seen since the last time it was asked. */
export interface LoopSeen {
  delayP99Ms: number;
  delayMaxMs: number;
  cpuP99Ms: number;
  cpuMaxMs: number;
}

const lookEveryMs = 5;
const delay = monitorEventLoopDelay({ resolution: lookEveryMs });
let tookMs: number[] = [];
let before = process.threadCpuUsage();

delay.enable();
setInterval(() => {
  const { user, system } = process.threadCpuUsage(before);
  tookMs.push((user + system) / 1000);
  before = process.threadCpuUsage();
}, lookEveryMs).unref();

process.on('SIGUSR2', () => {
  const seen: LoopSeen = {
    delayP99Ms: delay.percentile(99) / 1e6,
    delayMaxMs: delay.max / 1e6,
    cpuP99Ms: percentile(tookMs, 99),
    cpuMaxMs: Math.max(0, ...tookMs),
  };
  writeFileSync(process.env['LOOP_WATCH'] ?? '/dev/null', JSON.stringify(seen));
  delay.reset();
  tookMs = [];
});
