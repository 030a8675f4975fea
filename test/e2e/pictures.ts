// Takes the pictures of the README from the real app on a virtual display; run by `npm run screenshots`.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/bridge/contract.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { DesktopApp } from './desktop-app.ts';
import { notificationOnScreen } from './notification-window.ts';

const execute = promisify(execFile);
const target = join(import.meta.dirname, '../../docs/screenshots');
mkdirSync(target, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'watchbell-pictures-'));

const quiet = [
  {
    dedup_key: 'cert',
    payload: { summary: 'Certificate of pay.example.org expires in 12 days', source: 'certwatch', severity: 'warning' },
  },
  { dedup_key: 'deploy', payload: { summary: 'Deploy 4812 of checkout finished with 2 restarts', source: 'ci', severity: 'info' } },
  { dedup_key: 'queue', payload: { summary: 'Invoice queue is 9,300 behind and growing', source: 'rabbit-2', severity: 'error' } },
  {
    dedup_key: 'latency',
    payload: { summary: 'p99 latency of POST /pay over 2.5 s for 10 min', source: 'prometheus', severity: 'critical' },
  },
];
const ringing = {
  dedup_key: 'db1-disk',
  payload: {
    summary: 'Disk of db1 is 98 % full, payments fail to write',
    source: 'db1.eu-west',
    severity: 'critical',
    component: 'postgres',
    group: 'payments',
    class: 'disk',
    custom_details: { mount: '/var/lib/postgresql', used: '98 %', inodes: '61 %', cluster: 'eu-west-1', deployment: '4812' },
  },
  links: [{ href: 'https://grafana.example.org/d/db1', text: 'Dashboard' }],
};

async function set(page: Page, settings: { locale?: 'en' | 'fr'; colorScheme?: 'light' | 'dark' }): Promise<void> {
  await page.evaluate((wanted) => (window as unknown as { watchbell: Bridge }).watchbell.request('settings:set', wanted), settings);
  await page.waitForFunction((wanted) => wanted.locale === undefined || document.documentElement.lang === wanted.locale, settings);
}

const relay = await RelayProcess.start(join(folder, 'relay'));
const trayer = spawn('trayer', ['--edge', 'bottom', '--align', 'right', '--widthtype', 'request', '--height', '28'], { stdio: 'ignore' });
const app = await DesktopApp.start(join(folder, 'ana'), relay, 'ana');
try {
  await app.untilDesk((desk) => desk.connection.state === 'online');
  const page = await app.window();
  await page.setViewportSize({ width: 1280, height: 800 });
  const picture = async (name: string, on: Page = page) => {
    await on.evaluate(() => document.fonts.ready);
    await on.screenshot({ path: join(target, `${name}.png`), animations: 'disabled' });
  };
  await set(page, { locale: 'en', colorScheme: 'light' });
  await picture('quiet-light-en');

  for (const event of quiet) {
    await relay.enqueue({ event_action: 'trigger', ...event });
  }
  await app.untilDesk((desk) => desk.queue.length === 4);
  await relay.enqueue({ event_action: 'acknowledge', dedup_key: 'queue' });
  await relay.enqueue({ event_action: 'resolve', dedup_key: 'cert' });
  const held = await app.untilDesk((desk) => desk.queue.some(({ ringing: to }) => to === 'me'));
  const latency = held.queue.find(({ ringing: to }) => to === 'me');
  await page.evaluate(
    (id) => (window as unknown as { watchbell: Bridge }).watchbell.request('incident:acknowledge', { id, via: 'window' }),
    latency?.id ?? '',
  );
  await app.untilAlarmClosed();
  await relay.enqueue({ event_action: 'trigger', ...ringing });
  const desk = await app.untilDesk((each) => each.queue[0]?.ringing === 'me' && each.connection.pending === 0);
  const alarm = await app.alarm();
  await alarm.getByText('db1').first().waitFor();
  await picture('queue-light-en');
  await picture('alarm', alarm);

  const { x, y, width, height } = await notificationOnScreen();
  await execute('maim', ['-g', `${width + 32}x${height + 32}+${x - 16}+${y - 16}`, join(target, 'notification.png')]);
  const visible = async () => (await execute('xdotool', ['search', '--onlyvisible', '--name', '.*'])).stdout.split('\n').length;
  const before = await visible();
  await execute('xdotool', ['mousemove', '--sync', '1267', '786', 'click', '3']);
  while ((await visible()) <= before) {
    // The menu is on its way.
  }
  await execute('maim', [join(target, 'desktop.png')]);
  await execute('maim', ['-g', '500x245+780+555', join(target, 'tray-menu.png')]);
  await execute('xdotool', ['key', 'Escape']);

  const id = desk.queue[0]?.id ?? '';
  await page.evaluate(
    (incident) =>
      (window as unknown as { watchbell: Bridge }).watchbell.request('incident:annotate', {
        id: incident,
        text: 'Old WAL segments pile up; moving them to the second volume.',
      }),
    id,
  );
  await page.getByText('Disk of db1').first().click();
  await set(page, { colorScheme: 'dark' });
  await page.getByText('Old WAL segments').first().waitFor();
  await picture('incident-dark-en');

  await set(page, { locale: 'fr', colorScheme: 'light' });
  await picture('queue-light-fr');
  await page
    .getByRole('link', { name: /^Relève/ })
    .or(page.getByRole('button', { name: /^Relève/ }))
    .first()
    .click();
  await page.getByText('Disk of db1').first().waitFor();
  await picture('handoff-light-fr');

  const day = (days: number) => new Date(Math.floor(Date.now() / 86_400_000 + days) * 86_400_000 + 8 * 3_600_000).toISOString();
  const edit = async (name: string, said: Record<string, unknown>) => relay.api(`/v1/schedules/payments-primary/${name}`, said);
  await edit('add-member', { layer: 'rotation', person: 'bo', from: day(1) });
  await edit('add-member', { layer: 'rotation', person: 'lea', from: day(1) });
  await edit('override', { person: 'lea', from: day(2), until: day(3) });
  await edit('ask-swap', { giver: 'ana', taker: 'bo', from: day(5), until: day(6) });
  await set(page, { locale: 'en' });
  await page.getByRole('button', { name: 'Rotations' }).first().click();
  await page
    .getByRole('button', { name: /^Léa Martin.*override/ })
    .first()
    .waitFor();
  await picture('rotations-light-en');
} finally {
  await app.kill();
  await relay.kill();
  trayer.kill();
  rmSync(folder, { recursive: true, force: true });
}
