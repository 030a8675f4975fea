import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { startAlertmanager } from './alertmanager.ts';
import { watchNotifications } from './bus-monitor.ts';
import { DesktopApp } from './desktop-app.ts';
import { clickAcknowledge, dismissNotification } from './notification-window.ts';
import { TrayWatcher } from './tray-watcher.ts';
import { nightWorkspace } from './workspace.ts';

interface Logged {
  type: string;
  at: string;
  verdict: string;
  body: Record<string, unknown>;
}

async function events(relay: RelayProcess, incident: string | number): Promise<Logged[]> {
  return ((await relay.api(`/v1/incidents/${incident}`)).body as { events: Logged[] }).events;
}

it('[RING1] rings for a real Alertmanager’s alert in a real notification daemon, again and again, until a real click', async () => {
  const folder = temporaryFolder();
  const tray = await TrayWatcher.start();
  const bus = await watchNotifications();
  const relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', nightWorkspace(folder, '5m')]);
  const alertmanager = await startAlertmanager(folder, relay.url, relay.credentials.integrations['alertmanager'] ?? '');
  const ana = await DesktopApp.start(join(folder, 'ana'), relay, 'ana');
  onTestFinished(async () => {
    await ana.kill();
    await alertmanager.stop();
    await relay.kill();
    await bus.stop();
    tray.stop();
  });
  await ana.untilDesk((desk) => desk.connection.state === 'online');
  const [item = ''] = await tray.items(1);
  await tray.untilTooltip(item, /On call for Primary until/);
  const quietIcon = await tray.icon(item);

  await alertmanager.fire({ alertname: 'DiskFull', severity: 'critical', instance: 'db1' }, { summary: 'Disk full on db1' });
  const first = await bus.until(1);
  await ana.untilDesk((desk) => desk.queue[0]?.ringing === 'me');
  const triggered = (await events(relay, 1)).find(({ type }) => type === 'incident.triggered');
  const latencyMs = Math.round(first.at - Date.parse(triggered?.at ?? ''));
  process.stdout.write(`the relay's word to the notification on the bus: ${latencyMs} ms\n`);
  expect(latencyMs).toBeLessThan(2000);
  await tray.untilTooltip(item, /1 ringing/);
  await tray.untilIcon(item, (icon) => icon !== quietIcon);
  expect((await tray.menu(item)).map(({ label }) => label).join('\n')).toMatch(/Acknowledge #1/);
  const alarm = await ana.alarm();
  await alarm.getByText('Disk full on db1').first().waitFor();

  // Clicked away is not answered: it comes back at the step's interval.
  await dismissNotification();
  await bus.until(3);
  expect((await events(relay, 1)).some(({ type }) => type === 'incident.acknowledged')).toBe(false);

  await clickAcknowledge();
  const desk = await ana.untilDesk(({ queue, connection }) => queue[0]?.status === 'acknowledged' && connection.pending === 0);
  expect(desk.queue[0]?.heldBy?.name).toBe('Ana Lima');
  const acknowledged = (await events(relay, 1)).filter(({ type }) => type === 'incident.acknowledged');
  expect(acknowledged).toMatchObject([{ verdict: 'applied', body: { via: 'notification', epoch: 1 } }]);
  await tray.untilTooltip(item, /On call for Primary until [^.]*\.$/);
  await tray.untilIcon(item, (icon) => icon === quietIcon);
  expect((await tray.menu(item)).map(({ label }) => label).join('\n')).not.toMatch(/Acknowledge #1/);
  const queue = await ana.window();
  await queue.getByText('Disk full on db1').first().waitFor();

  // While another incident rings three times, the acknowledged one stays still.
  await relay.enqueue({ event_action: 'trigger', dedup_key: 'two', payload: { summary: 'Second', source: 'db2', severity: 'error' } });
  const before = bus.raised().length;
  await bus.until(before + 3);
  const after = (await events(relay, 1)).map(({ type }) => type);
  expect(after.slice(after.indexOf('incident.acknowledged')).filter((type) => type === 'notification.sent')).toEqual([]);
});

it('[RING3] pages the second person’s desktop at the step’s time, and one acknowledgement in the tray stops both', async () => {
  const folder = temporaryFolder();
  const tray = await TrayWatcher.start();
  const relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', nightWorkspace(folder, '6s')]);
  const ana = await DesktopApp.start(join(folder, 'ana'), relay, 'ana');
  await tray.items(1);
  const bo = await DesktopApp.start(join(folder, 'bo'), relay, 'bo');
  onTestFinished(async () => {
    await ana.kill();
    await bo.kill();
    await relay.kill();
    tray.stop();
  });
  await ana.untilDesk((desk) => desk.connection.state === 'online');
  await bo.untilDesk((desk) => desk.connection.state === 'online');
  await relay.enqueue({
    event_action: 'trigger',
    dedup_key: 'disk',
    payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
  });

  await ana.untilDesk((desk) => desk.queue[0]?.ringing === 'me');
  await bo.untilDesk((desk) => desk.queue[0]?.ringing === 'me');
  const log = await events(relay, 1);
  const steps = log.filter(({ type }) => type === 'step.fired');
  expect(steps.map(({ body }) => body['targets'])).toEqual([['ana'], ['bo']]);
  expect(Number(steps[1]?.body['dueAt']) - Number(steps[0]?.body['dueAt'])).toBe(6000);

  const [, boItem = ''] = await tray.items(2);
  await tray.clickMenu(boItem, (label) => label.includes('Acknowledge #1'));
  await ana.untilDesk((desk) => desk.queue[0]?.status === 'acknowledged' && desk.queue[0].heldBy?.name === 'Bo Svensson');
  await ana.untilAlarmClosed();
  await bo.untilAlarmClosed();
});

it('[SYN1] goes on paging with the relay killed, keeps an offline acknowledgement through a kill of the desktop, and agrees with the relay at the end', async () => {
  const folder = temporaryFolder();
  const bus = await watchNotifications();
  const data = join(folder, 'relay');
  let relay = await RelayProcess.start(data, ['--workspace', nightWorkspace(folder, '5m')]);
  const { port } = relay;
  let ana = await DesktopApp.start(join(folder, 'ana'), relay, 'ana');
  onTestFinished(async () => {
    await ana.kill();
    await relay.kill();
    await bus.stop();
  });
  await ana.untilDesk((desk) => desk.connection.state === 'online');
  await relay.enqueue({
    event_action: 'trigger',
    dedup_key: 'disk',
    payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
  });
  await bus.until(1);
  await relay.kill();
  await ana.untilDesk((desk) => desk.connection.state === 'offline');
  await bus.until(bus.raised().length + 2);

  await clickAcknowledge();
  const offline = await ana.untilDesk((desk) => desk.queue[0]?.status === 'acknowledged');
  expect(offline.connection).toMatchObject({ state: 'offline', pending: 1 });
  await ana.kill();

  ana = await DesktopApp.start(join(folder, 'ana'), relay, 'ana');
  const restarted = await ana.untilDesk((desk) => desk.queue.length === 1);
  expect(restarted.queue[0]).toMatchObject({ status: 'acknowledged', ringing: 'no' });
  expect(restarted.connection.pending).toBe(1);

  relay = await RelayProcess.start(data, ['--workspace', nightWorkspace(folder, '5m')], port);
  await ana.untilDesk((desk) => desk.connection.state === 'online' && desk.connection.pending === 0);
  await ana.untilHead(relay);
  const taken = (await events(relay, 1)).filter(({ type }) => type === 'incident.acknowledged');
  expect(taken).toMatchObject([{ verdict: 'applied', body: { via: 'notification' } }]);
});
