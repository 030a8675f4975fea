import { join } from 'node:path';
import { app, nativeTheme, session } from 'electron';
import type { Desk } from '../../shared/bridge/desk.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import type { Handlers } from '../bridge/handlers.ts';
import { registerHandlers } from '../bridge/register.ts';
import type { DeskSource } from '../desk/desk-source.ts';
import type { Settings } from '../settings/settings.ts';
import { zoneOf } from '../text/clock-words.ts';
import { wordsFor, type Words } from '../text/words.ts';
import { setAppMenu } from './app-menu.ts';
import { ElectronIpc } from './electron-ipc.ts';
import { openLink } from './links.ts';
import { confirmQuit, settleBeforeQuit } from './quit.ts';
import { appOrigin } from './security/app-files.ts';
import { serveAppFiles } from './security/app-protocol.ts';
import { hardenPages, hardenSession } from './security/harden.ts';
import { createTray } from './tray/tray.ts';
import { dutySentence, trayModel, type TrayAction, type TrayWording } from './tray/tray-model.ts';
import { AlarmSwitch, ringsAlarm } from './window/alarm-switch.ts';
import { AlarmWindow } from './window/alarm-window.ts';
import { MainWindow } from './window/main-window.ts';

/** What the shell shows and whom it asks. */
export interface ShellOptions {
  desk: DeskSource;
  handlers: Handlers;
  settings: Settings;
  /** Runs once before the app ends, for at most 5 s. */
  onQuit(): Promise<void>;
  /** Told of what went wrong inside, for the log. */
  onError(where: string, error: unknown): void;
  /** The folder with `renderer/` and `preload/` in it; the app's own `out/` unless given. */
  builtFolder?: string;
  /** Off for tests: quitting from the tray asks first while on call. */
  asksBeforeQuit?: boolean;
}

/** The desktop's surfaces: tray, window and alarm window. */
export interface Shell {
  showWindow(): void;
  showIncident(id: string): void;
  dispose(): void;
}

/** Puts up the tray and keeps it, the window and the alarm window in step with the desk; needs a started app. */
export function createShell(options: ShellOptions): Shell {
  const { desk, handlers, settings, onQuit, onError, asksBeforeQuit = true } = options;
  const builtFolder = options.builtFolder ?? join(app.getAppPath(), 'out');
  const words = (): Words => wordsFor(desk.current().locale);
  const wording = (): TrayWording => ({ words: words(), zone: zoneOf(desk.current().me?.zone), now: Date.now() });

  serveAppFiles(session.defaultSession, join(builtFolder, 'renderer'));
  hardenSession(session.defaultSession);
  const stopHardening = hardenPages((url) => void openLink(url, words()));

  const ipc = new ElectronIpc();
  const page = { ipc, preloadFile: join(builtFolder, 'preload', 'index.cjs') };
  const stopServing = registerHandlers(ipc, handlers, { origin: appOrigin, words, onError });
  const window = new MainWindow({ ...page, settings });
  const alarm = new AlarmWindow(page);
  const alarmSwitch = new AlarmSwitch(alarm, {
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  });

  const quit = async (): Promise<void> => {
    const duty = dutySentence(desk.current().onDuty, wording());
    if (!asksBeforeQuit || (await confirmQuit(desk.current(), words(), duty))) {
      app.quit();
    }
  };
  const act = (action: TrayAction): void => {
    switch (action.kind) {
      case 'acknowledge':
        handlers['incident:acknowledge']({ id: action.incident, via: 'tray' }).catch((error: unknown) => onError('tray', error));
        return;
      case 'show-incident':
        window.showIncident(action.incident);
        return;
      case 'show-window':
        window.show();
        return;
      case 'pause-sounds':
        settings.set({ soundsPausedUntil: Date.now() + HOUR_MS });
        return;
      case 'resume-sounds':
        settings.set({ soundsPausedUntil: undefined });
        return;
      case 'quit':
        void quit();
    }
  };
  const tray = createTray(trayModel(desk.current(), wording()), act);
  const show = (current: Desk): void => {
    nativeTheme.themeSource = current.colorScheme === 'auto' ? 'system' : current.colorScheme;
    tray.show(trayModel(current, wording()));
    alarmSwitch.update(ringsAlarm(current));
    ipc.push('desk:changed', current);
  };
  show(desk.current());
  setAppMenu(words(), () => void quit());
  const stopFollowing = desk.subscribe(show);
  // A pause of sounds ends, and a day passes, without any change of the desk.
  const minutes = setInterval(() => tray.show(trayModel(desk.current(), wording())), MINUTE_MS);

  const showWindow = (): void => window.show();
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  const dispose = (): void => {
    clearInterval(minutes);
    app.off('second-instance', showWindow);
    app.off('activate', showWindow);
    [stopFollowing, stopServing, stopHardening].forEach((stop) => stop());
    alarm.close();
    window.dispose();
    tray.dispose();
  };
  settleBeforeQuit(async () => {
    stopFollowing();
    alarm.close();
    await onQuit();
  });
  return { showWindow, showIncident: (id) => window.showIncident(id), dispose };
}
