import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import type { OutboxRow } from '../shared/delivery/attempt.ts';
import { newsOf } from '../shared/delivery/news.ts';
import { isWorthTelling } from '../shared/state/fold-version.ts';
import { SteadyClock } from '../shared/time/steady-clock.ts';
import { makeAnswering } from './answer/answering.ts';
import { mailReplies } from './answer/mail-replies.ts';
import { CalendarFeeds } from './access/calendar-feeds.ts';
import { ContactBook } from './access/contact-book.ts';
import { CredentialStore } from './access/credentials.ts';
import { KeyLimit } from './access/key-limit.ts';
import { lockFolder } from './access/folder-lock.ts';
import { sha256OfText, signerOf, verifySignature } from './access/signature.ts';
import { readDelivering, reachOf } from './deliver/delivering.ts';
import { refuseHalfRestored } from './backup/half-restored.ts';
import { followWorkspace, prepareLog, readStartWorkspace } from './first-start.ts';
import { gaugesOf } from './http/gauges.ts';
import { RelayMetrics } from './http/metrics.ts';
import { createServer } from './http/server.ts';
import { listenForHeartbeats } from './ingest/listen-for-heartbeats.ts';
import { listenForMail } from './ingest/mail-listener.ts';
import { Ledger } from './log/ledger.ts';
import { SqliteEventStore } from './log/sqlite-event-store.ts';
import { newId } from './new-id.ts';
import { readOptions, type RelayOptions } from './options.ts';
import { Hub } from './replicate/hub.ts';
import { PresenceBook } from './replicate/presence-book.ts';
import { serveWebSockets } from './replicate/websocket.ts';
import { Witness } from './replicate/witness.ts';
import { EngineRunner } from './runner/engine-runner.ts';
import { reachability } from './self-watch/reachability.ts';
import { SelfWatch } from './self-watch/self-watch.ts';
import { endWith } from './start-failure.ts';
import { makeReadingAlong } from './subscriptions/reading-along.ts';
import { SubscriptionBook } from './subscriptions/subscription-book.ts';
import { systemClock } from './system-clock.ts';
import { makeUpkeep } from './upkeep.ts';
import { makeWays } from './ways/make-ways.ts';

async function main(options: RelayOptions): Promise<void> {
  // The log, its side files and the credentials are for their owner alone.
  process.umask(0o077);
  const definitions = readStartWorkspace(options);
  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(options.data);
  refuseHalfRestored(options.data);
  const logger = pino({ level: options.logLevel }, pino.destination({ dest: 2, sync: true }));
  const onTrouble = (message: string, error: unknown) => logger.error({ err: error }, message);
  const delivering = readDelivering(options.data, options.providers, { now: () => systemClock.now(), onTrouble });

  const store = new SqliteEventStore(join(options.data, 'log.db'), {
    onBadSegment: (error) => onTrouble('Part of the archive cannot be read. Alerts are taken and people paged all the same.', error),
    onProgress: (progress) => isWorthTelling(progress) && logger.info(progress, 'Folding the log anew, as this version reads it.'),
  });
  const clock = new SteadyClock(systemClock, store.head().recordedAt);
  const now = () => clock.now();
  const credentials = new CredentialStore(options.data, newId, now);
  const contacts = new ContactBook(options.data);
  const calendars = new CalendarFeeds(options.data, now);
  const subscriptionBook = new SubscriptionBook(options.data, newId);
  const ledger = new Ledger(store, {
    device: credentials.key.device,
    sign: signerOf(credentials.key.privateKey),
    verify: verifySignature,
    hash: sha256OfText,
    now,
    newId,
    defer: (callback) => void setImmediate(callback),
    deliveries: (state, event) => [...delivering.deliveries(state, event), ...newsOf(state, event, () => subscriptionBook.confirmed())],
  });
  for (const { type, version, since } of ledger.state.notUnderstood) {
    logger.warn({ type, version, since }, 'A newer relay wrote what this one does not understand; update it. It is kept and sent on.');
  }
  await prepareLog(ledger, { credentials, contacts }, { definitions, sample: options.sample }, now());
  ledger.subscribe((_, events) => {
    try {
      followWorkspace(events, ledger, { credentials, contacts });
    } catch (error) {
      onTrouble('The keys of integrations or the contacts could not be written; restart the relay once its disk takes them.', error);
    }
  });

  const book = new PresenceBook(options.data);
  const onRecovered = (count: number, device: string) =>
    logger.warn({ count, device }, 'Entries this relay had lost were given back by a device.');
  const hub = new Hub({ ledger, store, now, verify: verifySignature, onTrouble, onRecovered }, book);
  const answering = makeAnswering(options, { ledger, now, onTrouble, http: delivering.providers.http });
  const { publicUrl } = options;
  const onSettled = (row: OutboxRow) => metrics.settled(row);
  const readers = makeReadingAlong({
    book: subscriptionBook,
    ledger,
    outbox: store.outbox,
    clock,
    outlets: delivering.outlets,
    answers: answering.links,
    publicUrl,
    onTrouble,
    contactOf: (person) => contacts.of(person),
    look: () => deliverer.look(),
    onSkipped: (digest, dueAt) =>
      logger.warn({ digest, dueAt }, 'A digest was missed while the relay was away, and is too old to be sent.'),
  });
  const { letters } = readers;
  const deliverer = delivering.runner({ ledger, store, clock, contacts, letters, answers: answering.links, onTrouble, onSettled });
  const ways = makeWays({ folder: options.data, ledger, contacts, outlets: delivering.outlets, now, newId, redact: delivering.redact });
  const followWays = () =>
    void ways.verifying.follow().catch((error: unknown) => onTrouble('Which addresses changed could not be written down.', error));
  ledger.subscribe((_, events) => events.some(({ entity }) => entity.kind === 'person') && followWays());
  followWays();
  const presence = reachOf(hub, deliverer);
  const runner = new EngineRunner(ledger, clock, onTrouble, presence);
  const whoCanBeReached = () => {
    hub.noticeWhoCame();
    return reachability(ledger.state.workspace, book, now());
  };
  const upkeep = makeUpkeep(options, { store, ledger, clock, version: packageJson.version, onTrouble });
  const metrics = new RelayMetrics({ ...upkeep.gauges, ...gaugesOf({ ledger, hub, runner, now, reachability: whoCanBeReached }) });
  metrics.watchOutbox(() => store.outbox.counts());
  metrics.watchProviders(() => delivering.providers.standing().problem !== undefined);
  const selfWatch = new SelfWatch({ ledger, runner, hub, book, clock, metrics, logger, heartbeat: options.heartbeat });
  const heartbeats = listenForHeartbeats(options.data, { ledger, clock, newId, metrics, onTrouble });
  const context = {
    ledger,
    store,
    credentials,
    contacts,
    calendars,
    runner,
    upkeep,
    metrics,
    now,
    newId,
    reach: presence.reach,
    reachability: whoCanBeReached,
    health: selfWatch.health,
    heartbeats,
    deliverer,
    outlets: delivering.outlets,
    ways,
    subscriptions: readers.subscriptions,
    keyLimit: new KeyLimit(options.alertsPerMinute, now),
    providers: delivering.providers,
    version: packageJson.version,
    answers: publicUrl === undefined ? undefined : { ...answering, publicUrl },
  };
  const server = await createServer(context, logger);
  const sockets = serveWebSockets(server.server, hub, now);
  const replies = mailReplies({ ...answering, ledger, contacts });
  const mail = options.mail && listenForMail(options.mail, { ledger, credentials, newId, metrics, logger, now, replies });
  const witness = new Witness({ ledger, store, sign: signerOf(credentials.key.privateKey), now });
  const housekeeping = setInterval(() => {
    hub.dropSilent();
    hub.noticeWhoIsAway();
    ledger.forgetOld();
    hub.bearWitness(witness.due());
    selfWatch.keepHouse();
    readers.keepHouse();
    if (delivering.providers.look()) {
      deliverer.look();
    }
  }, 15_000);

  let stopping = false;
  const stop = async () => {
    if (stopping) {
      return;
    }
    stopping = true;
    clearInterval(housekeeping);
    heartbeats.stop();
    await mail?.stop();
    selfWatch.stop();
    runner.stop();
    readers.stop();
    await deliverer.stop();
    upkeep.stop();
    hub.drain();
    sockets.close();
    const impatient = setTimeout(() => server.server.closeAllConnections(), 3000);
    await server.close();
    clearTimeout(impatient);
    await ledger.settled();
    await store.close();
    unlock();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('SIGHUP', () => {
    delivering.providers.reload();
    deliverer.look();
  });

  runner.start();
  deliverer.start();
  readers.start();
  selfWatch.start();
  heartbeats.start();
  await server.listen({ port: options.port, host: options.host });
  const mailPort = await mail?.start();
  upkeep.start();
  const { port } = server.server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  process.stdout.write(
    `${JSON.stringify({ event: 'listening', url: `http://${host}:${port}`, ...(mailPort === undefined ? {} : { mailPort }) })}\n`,
  );
}

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  endWith(error);
}
