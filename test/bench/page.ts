// From an alert posted to the call on the session bus that notifies, with the whole app between: the relay, its disk, the link, the
// laptop's copy, the engine and Electron (performance.md P5). `npm run bench page`; BENCH_PAGES for more of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackages } from '../../scripts/host/debian.ts';
import { startChild } from '../../scripts/host/children.ts';
import { withDisplay } from '../../scripts/host/display.ts';
import { findElectron } from '../../scripts/host/electron-runtime.ts';
import { buildApp } from '../../scripts/start/app-build.ts';
import { watchNotifications } from '../e2e/bus-monitor.ts';
import { DesktopApp } from '../e2e/desktop-app.ts';
import { percentile } from '../harness/percentile.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { print, type Row } from './measure.ts';

const count = Number(process.env['BENCH_PAGES'] ?? 200);
const workspace = `organisation: { name: Night Shop, catchAll: { notify: ["person:ana"], repeatEvery: 1m } }
people: { ana: { name: Ana Lima, zone: Europe/Lisbon } }
policies: { at-once: { name: At once, steps: [{ notify: ["person:ana"], acknowledgeWithin: 10m }] } }
services: { checkout: { name: Checkout, policy: at-once } }
integrations: { checkout: { name: Checkout monitor, service: checkout } }
`;

const row = (what: string, ms: readonly number[]): Row => ({
  what,
  'p50 ms': percentile(ms, 50),
  'p99 ms': percentile(ms, 99),
  'longest ms': percentile(ms, 100),
});

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'watchbell-bench-'));
  const file = join(folder, 'shop.yaml');
  writeFileSync(file, workspace);
  const bus = await watchNotifications();
  const relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', file, '--alerts-per-minute', '1000000']);
  const ana = await DesktopApp.start(join(folder, 'ana'), relay, 'ana');
  const answered: number[] = [];
  const notified: number[] = [];
  const further: number[] = [];
  try {
    await ana.untilDesk(({ connection }) => connection.state === 'online' && connection.pending === 0);
    for (let i = 1; i <= count; i += 1) {
      const summary = `Latency of checkout, measured ${i}.`;
      const event = { dedup_key: `p${i}`, payload: { summary, source: 'shop', severity: 'critical' } };
      const raised = bus.until(1, summary);
      const sentAt = Date.now();
      await relay.enqueue({ event_action: 'trigger', ...event }, 'checkout');
      const answeredAt = Date.now();
      const { at } = await raised;
      answered.push(answeredAt - sentAt);
      notified.push(at - sentAt);
      further.push(Math.max(0, at - answeredAt));
      await relay.enqueue({ event_action: 'resolve', dedup_key: `p${i}` }, 'checkout');
      await ana.untilDesk(({ queue }) => queue.every(({ status }) => status === 'resolved'));
    }
  } finally {
    await ana.kill();
    await relay.kill();
    await bus.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  print(`One alert at a time, ${count} times (goal P5: a further 100 ms p99 at most)`, [
    row('posted to answered, on disk', answered),
    row('posted to the call on the session bus', notified),
    row('answered to the call on the session bus', further),
  ]);
}

if (process.env['WATCHBELL_ELECTRON'] === undefined) {
  await ensurePackages(['run', 'test']);
  await buildApp();
  const { path } = await findElectron();
  const run = (env: NodeJS.ProcessEnv) =>
    startChild('bench', process.execPath, [import.meta.filename], { env: { ...env, WATCHBELL_ELECTRON: path }, inherit: true }).exited;
  process.exitCode = (await withDisplay(run, { own: true })).code ?? 1;
} else {
  await measure();
}
