import { v7 } from 'uuid';
import { isWorthTelling } from '../shared/state/fold-version.ts';
import { defaultTestTime } from '../shared/self-watch/daily-test.ts';
import { DeskService } from './desk/desk.ts';
import { deskHandlers } from './desk/desk-handlers.ts';
import { Responder } from './desk/responder.ts';
import { tellStory, toldBell } from './desk/story.ts';
import { startApp } from './electron/app.ts';
import { ElectronNotifier } from './electron/electron-notifier.ts';
import { openLink } from './electron/links.ts';
import { subscribePower } from './electron/power.ts';
import { createShell } from './electron/shell.ts';
import { websocketConnector } from './link/websocket-connector.ts';
import { CrowdNotifier, crowdKey } from './notify/crowd-notifier.ts';
import { DbusNotifier } from './notify/dbus-notifier.ts';
import { FallbackNotifier } from './notify/fallback-notifier.ts';
import { NodeNotifier } from './notify/node-notifier.ts';
import { notifierBell } from './notify/notifier-bell.ts';
import { testNotice } from './notify/test-notice.ts';
import { systemClock } from './runner/system-clock.ts';
import { readSwitches } from './settings/switches.ts';
import { StoreSettings } from './settings/store-settings.ts';
import { IdentityFile } from './store/identity.ts';
import { SqliteReplicaStore } from './store/sqlite-replica-store.ts';
import { zoneOf } from './text/clock-words.ts';
import { tidingNotice } from './text/tiding-notice.ts';
import { dailyTestKey, dailyTestNotice, isNews, keyOfRelay, relayNotice } from './text/watch-notice.ts';
import { wordsFor } from './text/words.ts';

const tell = (event: string, text: string) => process.stdout.write(`${JSON.stringify({ event, at: Date.now(), text })}\n`);
const onError = (where: string, error: unknown) =>
  process.stderr.write(`${where}: ${error instanceof Error ? error.message : String(error)}\n`);

async function main(): Promise<void> {
  // The copy of the log names people and what broke; it is for its owner alone.
  process.umask(0o077);
  const switches = readSwitches(process.argv);
  const app = await startApp({ dataFolder: switches.data });
  if (!app) {
    return;
  }
  const { dataFolder, version, systemLocale } = app;
  const newId = () => v7();
  const now = () => systemClock.now();
  const settings = new StoreSettings(dataFolder);
  const identityFile = new IdentityFile(dataFolder);
  const words = () => wordsFor(settings.get().locale ?? systemLocale);
  // Electron's own blocks the whole process while a Linux daemon hangs (electron#21912), so there D-Bus takes its place.
  const native = process.platform === 'linux' ? new DbusNotifier() : new ElectronNotifier();
  const shown = new FallbackNotifier([native, new NodeNotifier()], () => words().bell);
  const notifier = new CrowdNotifier(shown, words, systemClock);

  const desk = new DeskService({
    identityFile,
    settings,
    clock: systemClock,
    newId,
    version,
    systemLocale,
    bellTrouble: () => shown.trouble(),
    responderFor: (identity) =>
      new Responder({
        identity,
        store: new SqliteReplicaStore(dataFolder, now, {
          onProgress: (progress) =>
            isWorthTelling(progress) &&
            tell('story', `Reading the log anew after an update: ${progress.done} of ${progress.total} entries.`),
        }),
        connector: websocketConnector,
        clock: systemClock,
        random: Math.random,
        newId,
        channel: 'desktop',
        onTrouble: onError,
        onRelayTrouble: (trouble) => void notifier.raise(relayNotice(trouble, words(), zoneOf(desk.current().me?.zone), now())),
        onRelayBack: (kind) => void notifier.clear(keyOfRelay(kind)),
        dailyTest: {
          time: () => settings.get().dailyTest ?? defaultTestTime,
          raise: async () => ({ ...(await notifier.raise(dailyTestNotice(words()))), channel: notifier.name }),
          clear: () => notifier.clear(dailyTestKey),
        },
        onTiding: (tiding) => void notifier.raise(tidingNotice(tiding, words(), zoneOf(desk.current().me?.zone), now())),
        bellFor: (replica) =>
          toldBell(
            notifierBell(notifier, {
              state: () => replica.view,
              person: identity.person,
              words,
              zone: () => zoneOf(desk.current().me?.zone),
              soundsPausedUntil: () => settings.get().soundsPausedUntil,
              wallMs: now,
            }),
            (incident) => replica.view.incidents.get(incident)?.title ?? incident,
            (sentence) => tell('story', sentence),
          ),
      }),
  });
  const handlers = deskHandlers(desk, {
    settings,
    newId,
    openLink: (url) => openLink(url, words()),
    testSound: (severity) => testNotice(notifier, severity, words()),
  });
  const stop = async () => {
    desk.stop();
    await notifier.dispose();
  };
  const shell = createShell({ desk, handlers, settings, onQuit: stop, onError });
  notifier.subscribe((incident, action) => {
    if (isNews(incident) || incident === crowdKey) {
      // One that goes by itself, or is waved away, opens nothing.
      if (action !== 'closed') {
        shell.showWindow();
      }
    } else if (action === 'open') {
      shell.showIncident(incident);
    } else if (action !== 'closed') {
      desk.answer(incident, action, 'notification');
    }
  });
  shown.subscribeTrouble(() => desk.changed());
  subscribePower((event) => event === 'resume' && desk.responder?.wake());
  tellStory(desk, (sentence) => tell('story', sentence), now);

  desk.start();
  const { pair } = switches;
  if (pair && !identityFile.isFor(pair.url, pair.person)) {
    const result = await desk.pair(pair.url, pair.code, pair.person);
    if (!result.ok) {
      onError('pairing', new Error(result.message));
    }
  }
  if (!switches.hidden) {
    shell.showWindow();
  }
  tell('ready', 'The desktop app is ready.');
}

main().catch((error: unknown) => {
  onError('start', error);
  process.exit(1);
});
