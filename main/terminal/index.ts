import { v7 } from 'uuid';
import { isWorthTelling } from '../../shared/state/fold-version.ts';
import { DeskService } from '../desk/desk.ts';
import { Responder } from '../desk/responder.ts';
import { websocketConnector } from '../link/websocket-connector.ts';
import { notifierBell, type BellView } from '../notify/notifier-bell.ts';
import { TerminalNotifier } from '../notify/terminal-notifier.ts';
import { systemClock } from '../runner/system-clock.ts';
import { MemorySettings } from '../settings/memory-settings.ts';
import { IdentityFile } from '../store/identity.ts';
import { SqliteReplicaStore } from '../store/sqlite-replica-store.ts';
import { zoneOf } from '../text/clock-words.ts';
import { localeOf, wordsFor } from '../text/words.ts';
import { claimFolder } from './claim-folder.ts';
import { enrol } from './enrol.ts';
import { makeFace } from './make-face.ts';
import { lineBell } from './line-bell.ts';
import { CannotWatch, readOptions, systemLanguage } from './options.ts';
import { watchSleep } from './sleep-watch.ts';
import { Watch } from './watch.ts';
import { terminalWordsFor } from './words/words.ts';

async function main(): Promise<void> {
  const { stdin, stdout, env } = process;
  const options = readOptions(process.argv.slice(2), env);
  const release = claimFolder(options.data);
  const locale = localeOf(systemLanguage(env));
  const now = () => systemClock.now();
  const identityFile = new IdentityFile(options.data);
  const openStore = () =>
    new SqliteReplicaStore(options.data, now, {
      onProgress: (progress) =>
        isWorthTelling(progress) &&
        process.stderr.write(`Reading the log anew after an update: ${progress.done} of ${progress.total} entries.\n`),
    });
  const isAtKeyboard = stdin.isTTY && stdout.isTTY && !options.json;
  const words = terminalWordsFor(locale);

  const desk: DeskService = new DeskService({
    identityFile,
    settings: new MemorySettings(),
    clock: systemClock,
    newId: () => v7(),
    version: '',
    systemLocale: locale,
    bellTrouble: () => undefined,
    responderFor: (identity) =>
      new Responder({
        identity,
        store: openStore(),
        connector: websocketConnector,
        clock: systemClock,
        random: Math.random,
        newId: () => v7(),
        channel: 'terminal',
        onTrouble: (message) => process.stderr.write(`${message}\n`),
        bellFor: (replica) => {
          const view: BellView = {
            state: () => replica.view,
            person: identity.person,
            words: () => wordsFor(locale),
            zone: () => zoneOf(desk.current().me?.zone),
            soundsPausedUntil: () => undefined,
            wallMs: now,
          };
          return isAtKeyboard ? notifierBell(new TerminalNotifier(face.pages), view) : lineBell(view, (happening) => face.tell(happening));
        },
      }),
  });
  const face = makeFace({ desk, words, locale, isAtKeyboard, isJson: options.json });

  let stopping = false;
  const stop = async () => {
    if (stopping) {
      return;
    }
    stopping = true;
    stopWatchingSleep();
    desk.stop();
    face.close();
    await face.tell({ event: 'stopped' }).catch(() => undefined);
    release();
    process.exit(0);
  };
  const stopWatchingSleep = watchSleep(systemClock, () => desk.responder?.wake());
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => void stop());
  }
  // Pages that nobody can read are no pages: when the reader has gone, the watch ends.
  stdout.on('error', () => void stop());

  const isRunning = await enrol({ identityFile, openStore, pair: (url, code, person) => desk.pair(url, code, person) }, options);
  if (!isRunning) {
    desk.start();
  }
  const watch = new Watch({ desk, face, words, asksBeforeLeaving: isAtKeyboard, stop: () => void stop() });
  const { me, connection } = desk.current();
  await face.tell({ event: 'watching', person: me?.name ?? '', relay: connection.relayUrl, data: options.data });
  watch.start();
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const advice = error instanceof CannotWatch ? error.advice : 'Please report it with what you typed.';
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ event: 'error', error: message, advice })}\n`);
  } else {
    process.stderr.write(`${message}\n${advice}\n`);
  }
  process.exit(error instanceof CannotWatch ? error.exitCode : 1);
});
