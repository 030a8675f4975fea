import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Bridge } from '../../shared/bridge/contract.ts';
import type { Desk } from '../../shared/bridge/desk.ts';
import { putToSleep } from '../harness/asleep.ts';
import type { RelayProcess } from '../harness/relay-process.ts';

const repository = join(import.meta.dirname, '../..');

/** The real app: Electron on this project's build, with a data folder of its own. */
export class DesktopApp {
  readonly folder: string;
  readonly #app: ElectronApplication;
  readonly #told: string[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(app: ElectronApplication, folder: string) {
    this.#app = app;
    this.folder = folder;
    createInterface({ input: app.process().stdout ?? process.stdin }).on('line', (line) => {
      this.#told.push(line.startsWith('{') ? (JSON.parse(line) as { text: string }).text : line);
      this.#waiting.forEach((look) => look());
    });
  }

  /** Starts the app for a person; the first time in a folder it is paired with the relay, at its own address or `through` another. */
  static async start(
    folder: string,
    relay: RelayProcess,
    person: string,
    more: { args?: string[]; env?: Record<string, string>; through?: string } = {},
  ): Promise<DesktopApp> {
    const executablePath = process.env['WATCHBELL_ELECTRON'];
    if (executablePath === undefined) {
      throw new Error('WATCHBELL_ELECTRON must name an Electron; run the tests with npm test.');
    }
    mkdirSync(folder, { recursive: true });
    const { code } = relay.credentials.pairing;
    const args = [
      '--disable-gpu',
      repository,
      `--data=${folder}`,
      `--pair=${more.through ?? relay.url}`,
      `--code=${code}`,
      `--as=${person}`,
      ...(more.args ?? []),
    ];
    const env: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...process.env, LANG: 'en_GB.UTF-8', LANGUAGE: 'en', ...more.env })) {
      if (value !== undefined) {
        env[name] = value;
      }
    }
    const app = await _electron.launch({
      executablePath,
      args,
      env,
      chromiumSandbox: process.getuid?.() !== 0,
    });
    return new DesktopApp(app, folder);
  }

  get electron(): ElectronApplication {
    return this.#app;
  }

  /** The main window, once it shows the shell. */
  async window(): Promise<Page> {
    const page = await this.#page((url) => url.includes('index.html'));
    await page.waitForLoadState('domcontentloaded');
    return page;
  }

  /** The alarm window, once it is open. */
  alarm(): Promise<Page> {
    return this.#page((url) => url.includes('alarm.html'));
  }

  get isAlarmOpen(): boolean {
    return this.#app.windows().some((page) => page.url().includes('alarm.html'));
  }

  /** Until the app has told this in the terminal, in a sentence that begins so. */
  untilTold(beginning: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.#told.some((sentence) => sentence.startsWith(beginning))) {
          this.#waiting.delete(look);
          resolve();
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The desk, once it looks like this. */
  async untilDesk(fits: (desk: Desk) => boolean): Promise<Desk> {
    const page = await this.window();
    for (;;) {
      const desk = await page.evaluate(() => (window as unknown as { watchbell: Bridge }).watchbell.request('desk:get', undefined));
      if (fits(desk)) {
        return desk;
      }
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const stop = (window as unknown as { watchbell: Bridge }).watchbell.subscribe('desk:changed', () => {
              stop();
              resolve();
            });
            // Between the question and the subscription the desk may have changed for the last time.
            setTimeout(resolve, 500);
          }),
      );
    }
  }

  /** Until the alarm window has closed itself. */
  async untilAlarmClosed(): Promise<void> {
    const page = this.#app.windows().find((each) => each.url().includes('alarm.html'));
    if (page && !page.isClosed()) {
      await page.waitForEvent('close');
    }
  }

  /** Until this desktop's copy ends with the very entry the relay's log ends with. */
  async untilHead(relay: RelayProcess): Promise<void> {
    for (;;) {
      const db = new Database(join(this.folder, 'replica.db'), { readonly: true });
      const mine = db.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get();
      db.close();
      const { body } = await relay.api(`/v1/events?after=${(mine?.seq ?? 1) - 1}&limit=1000`);
      const { entries } = body as { entries: { hash: string }[] };
      if (entries.length === 1 && entries[0]?.hash === mine?.hash) {
        return;
      }
    }
  }

  /** Closes the laptop's lid, as far as a test can: every process of the app stops until it is woken. */
  sleep(): { wake(): void } {
    return putToSleep(this.#app.process().pid ?? NaN);
  }

  /** Ends the app as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#app.process();
    const exited = new Promise<void>((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.once('exit', () => resolve()) : resolve(),
    );
    child.kill('SIGKILL');
    await exited;
  }

  async #page(fits: (url: string) => boolean): Promise<Page> {
    for (;;) {
      const found = this.#app.windows().find((page) => fits(page.url()));
      if (found) {
        return found;
      }
      await this.#app.waitForEvent('window', { timeout: 30_000 });
    }
  }
}
