import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { watchNotifications } from './bus-monitor.ts';
import { DesktopApp } from './desktop-app.ts';
import { clickAcknowledge, closeNotifications, notificationsOnScreen } from './notification-window.ts';
import { nightWorkspace } from './workspace.ts';

const alerts = 8;
const alone = 5;
const patiently = { timeout: 60_000, interval: 100 };
const crowd = '3 more incidents ring';

/** The incidents of which the laptop has said that their page was shown. */
async function pagesShown(relay: RelayProcess): Promise<string[]> {
  const { events } = (await relay.api('/v1/events?limit=1000')).body as { events: { type: string; entity: { id: string } }[] };
  return [...new Set(events.filter(({ type }) => type === 'notification.sent').map(({ entity }) => entity.id))];
}

it('[RING15] lets one notification stand for what rings beside five others, and one real click acknowledges all it stands for', async () => {
  const folder = temporaryFolder();
  await closeNotifications();
  await expect.poll(notificationsOnScreen, patiently).toBe(0);
  const bus = await watchNotifications();
  const relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', nightWorkspace(folder, '10m', '2m')]);
  const ana = await DesktopApp.start(join(folder, 'ana'), relay, 'ana');
  onTestFinished(async () => {
    await ana.kill();
    await relay.kill();
    await bus.stop();
  });
  await ana.untilDesk((desk) => desk.connection.state === 'online');
  for (let i = 1; i <= alerts; i += 1) {
    const payload = { summary: `Disk full on db${i}`, source: `db${i}`, severity: 'error' };
    await relay.enqueue({ event_action: 'trigger', dedup_key: `db${i}`, payload });
  }
  await bus.until(1, crowd);
  expect(bus.raised('Disk full on').length).toBe(alone);
  // What the bus carries the daemon has yet to show: a click is for what stands there once every page is known to be shown.
  await expect.poll(async () => (await pagesShown(relay)).length, patiently).toBe(alerts);
  await expect.poll(notificationsOnScreen, patiently).toBe(alone + 1);

  await clickAcknowledge(2);
  const desk = await ana.untilDesk(({ queue }) => queue.filter(({ status }) => status === 'acknowledged').length === 3);
  expect(desk.queue.filter(({ ringing }) => ringing === 'me').length).toBe(alone);
});
