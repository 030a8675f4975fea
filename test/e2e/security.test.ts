import { join } from 'node:path';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Page } from '@playwright/test';
import { RelayProcess } from '../harness/relay-process.ts';
import { DesktopApp } from './desktop-app.ts';

describe('the window, whatever runs in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
  let relay: RelayProcess;
  let ana: DesktopApp;
  let page: Page;
  let visited = 0;
  const outside = createServer((_request, response) => {
    visited += 1;
    response.end('outside');
  });

  beforeAll(async () => {
    outside.listen(0, '127.0.0.1');
    await once(outside, 'listening');
    relay = await RelayProcess.start(join(folder, 'relay'));
    ana = await DesktopApp.start(join(folder, 'ana'), relay, 'ana');
    await ana.untilDesk((desk) => desk.connection.state === 'online');
    page = await ana.window();
  });
  afterAll(async () => {
    await ana.kill();
    await relay.kill();
    outside.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('[WIRE6] has no Node, no Electron and no channel but the bridge’s own', async () => {
    const reach = await page.evaluate(() => ({
      require: typeof (window as unknown as Record<string, unknown>)['require'],
      process: typeof (window as unknown as Record<string, unknown>)['process'],
      bridge: Object.keys((window as unknown as { watchbell: object }).watchbell).toSorted(),
    }));
    expect(reach).toEqual({ require: 'undefined', process: 'undefined', bridge: ['request', 'subscribe'] });
    const unknown = await page.evaluate(() =>
      (window as unknown as { watchbell: { request(channel: string, argument: unknown): Promise<unknown> } }).watchbell
        .request('fs:read', '/etc/passwd')
        .then(
          () => 'answered',
          (error: Error) => error.message,
        ),
    );
    expect(unknown).toBe('There is no such request.');
  });

  it('[WIRE7] refuses arguments of another form with a sentence and does nothing', async () => {
    const answer = await page.evaluate(() =>
      (
        window as unknown as { watchbell: { request(channel: string, argument: unknown): Promise<{ ok: boolean; message?: string }> } }
      ).watchbell.request('incident:acknowledge', { id: '../../x', via: 'magic', extra: true }),
    );
    expect(answer.ok).toBe(false);
    expect(answer.message).toMatch(/Nothing was done/);
  });

  it('[WIRE8] loads nothing from outside, leaves its page for nothing and opens no window', async () => {
    const address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
    const fetched = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'loaded',
          () => 'refused',
        ),
      address,
    );
    expect(fetched).toBe('refused');
    const before = page.url();
    await page.evaluate((url) => {
      const image = document.createElement('img');
      image.src = url;
      document.body.append(image);
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      location.href = url;
    }, address);
    expect(await page.evaluate(() => (window as unknown as Record<string, unknown>)['injected'])).toBeUndefined();
    expect(page.url()).toBe(before);
    expect(visited).toBe(0);
  });

  it('[WIRE9] is sandboxed, isolated and granted no permission', async () => {
    const preferences = await ana.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } = (
          window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences();
        return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag };
      }),
    );
    expect(preferences.length).toBeGreaterThan(0);
    preferences.forEach((each) =>
      expect(each).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false }),
    );
    const granted = await page.evaluate(() =>
      Promise.all(
        ['geolocation', 'notifications', 'camera'].map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state),
        ),
      ),
    );
    expect(granted).toEqual(['denied', 'denied', 'denied']);
  });

  it('[RING12] destroys the window that is closed and keeps the tray; a second start shows it again', async () => {
    await page.close();
    expect(await ana.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
    await ana.electron.evaluate(({ app }) => app.emit('second-instance', {}, [], '', undefined));
    page = await ana.window();
    expect((await ana.untilDesk((desk) => desk.me !== undefined)).me?.name).toBe('Ana Lima');
  });
});
