import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import { mailReplies } from './answer/mail-replies.ts';
import { KeyLimit } from './access/key-limit.ts';
import { verifySignature } from './access/signature.ts';
import { chores } from './chores.ts';
import { openDataFolder } from './data-folder.ts';
import { reachOf } from './deliver/delivering.ts';
import { gaugesOf } from './http/gauges.ts';
import { RelayMetrics } from './http/metrics.ts';
import { createServer } from './http/server.ts';
import { listenForHeartbeats } from './ingest/listen-for-heartbeats.ts';
import { newId } from './new-id.ts';
import { readOptions, type RelayOptions } from './options.ts';
import { makeOutside } from './outside.ts';
import { Hub } from './replicate/hub.ts';
import { serveWebSockets } from './replicate/websocket.ts';
import { Witness } from './replicate/witness.ts';
import { EngineRunner } from './runner/engine-runner.ts';
import { reachability } from './self-watch/reachability.ts';
import { SelfWatch } from './self-watch/self-watch.ts';
import { endWith } from './start-failure.ts';
import { makeUpkeep } from './upkeep.ts';

async function main(options: RelayOptions): Promise<void> {
  // The log, its side files and the credentials are for their owner alone.
  process.umask(0o077);
  const logger = pino({ level: options.logLevel }, pino.destination({ dest: 2, sync: true }));
  const onTrouble = (message: string, error: unknown) => logger.error({ err: error }, message);
  const folder = await openDataFolder(options, { logger, onTrouble });
  const { store, clock, now, ledger, sign, credentials, contacts, presenceBook: book } = folder;

  const onRecovered = (count: number, device: string) =>
    logger.warn({ count, device }, 'Entries this relay had lost were given back by a device.');
  const hub = new Hub({ ledger, store, now, clock, verify: verifySignature, onTrouble, onRecovered }, book);
  const { publicUrl } = options;
  const outside = makeOutside(options, folder, { logger, onTrouble, onSettled: (row) => metrics.settled(row) });
  const presence = reachOf(hub, outside.deliverer);
  const runner = new EngineRunner(ledger, clock, onTrouble, presence);
  const whoCanBeReached = () => {
    hub.noticeWhoCame();
    return reachability(ledger.state.workspace, book, now());
  };
  const upkeep = makeUpkeep(options, { store, ledger, clock, version: packageJson.version, onTrouble });
  const metrics = new RelayMetrics({ ...upkeep.gauges, ...gaugesOf({ ledger, hub, runner, now, reachability: whoCanBeReached }) });
  metrics.watchOutbox(() => store.outbox.counts());
  metrics.watchProviders(() => outside.providers.standing().problem !== undefined);
  const selfWatch = new SelfWatch({ ledger, runner, hub, book, clock, metrics, logger, heartbeat: options.heartbeat });
  const heartbeats = listenForHeartbeats(options.data, { ledger, clock, newId, metrics, onTrouble });
  const { answering } = outside;
  const server = await createServer(
    {
      ...folder,
      runner,
      upkeep,
      metrics,
      newId,
      heartbeats,
      reach: presence.reach,
      reachability: whoCanBeReached,
      health: selfWatch.health,
      deliverer: outside.deliverer,
      outlets: folder.delivering.outlets,
      ways: outside.ways,
      subscriptions: outside.subscriptions,
      keyLimit: new KeyLimit(options.alertsPerMinute, now),
      providers: outside.providers,
      version: packageJson.version,
      answers: publicUrl === undefined ? undefined : { ...answering, publicUrl },
    },
    logger,
  );
  const sockets = serveWebSockets(server.server, hub, now);
  const replies = mailReplies({ ...answering, ledger, contacts });
  // Reading mail takes more code than all the rest, and most relays take none.
  const mail =
    options.mail &&
    (await import('./ingest/mail-listener.ts')).listenForMail(options.mail, {
      ledger,
      credentials,
      newId,
      metrics,
      logger,
      now,
      replies,
    });
  const witness = new Witness({ ledger, store, sign, now });
  const housekeeping = setInterval(
    chores(
      [
        () => hub.dropSilent(),
        () => hub.noticeWhoIsAway(),
        () => ledger.forgetOld(),
        () => hub.bearWitness(witness.due()),
        () => selfWatch.keepHouse(),
        () => outside.keepHouse(),
      ],
      onTrouble,
    ),
    15_000,
  );

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
    await outside.stop();
    upkeep.stop();
    hub.drain();
    sockets.close();
    const impatient = setTimeout(() => server.server.closeAllConnections(), 3000);
    await server.close();
    clearTimeout(impatient);
    await ledger.settled();
    await store.close();
    folder.unlock();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('SIGHUP', () => outside.reread());

  runner.start();
  outside.start();
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
