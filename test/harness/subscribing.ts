import { onTestFinished } from 'vitest';
import { DeliveryRunner } from '../../relay/deliver/runner.ts';
import { allowList } from '../../relay/deliver/address-check.ts';
import { noAnswerAddresses } from '../../relay/deliver/answer-addresses.ts';
import { OutgoingHttp } from '../../relay/deliver/outgoing-http.ts';
import { outletsFrom } from '../../relay/deliver/outlets.ts';
import { ProvidersFile } from '../../relay/deliver/providers-schema.ts';
import type { MemoryOutbox } from '../../relay/log/memory-outbox.ts';
import { makeReadingAlong, type ReadingAlong } from '../../relay/subscriptions/reading-along.ts';
import { SubscriptionBook } from '../../relay/subscriptions/subscription-book.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { publicUrl } from './answering.ts';
import { FakeClock } from './fake-clock.ts';
import { MailSink } from './mail-sink.ts';
import { statusSurface, type ShopPage } from './public-status.ts';

interface Made {
  runner: DeliveryRunner;
  readers: ReadingAlong;
  clock: FakeClock;
  outbox: MemoryOutbox;
}

/** A relay with a status page people subscribe to, and a real mail server that takes its mail. */
export async function subscribingSurface(page: Partial<ShopPage> = {}, { mail = true } = {}) {
  const sink = await MailSink.start();
  onTestFinished(() => sink.stop());
  const office = { kind: 'smtp', host: '127.0.0.1', port: sink.port, security: 'none', from: 'Shop <status@example.org>' };
  const file = ProvidersFile.parse(mail ? { providers: { office }, channels: { mail: ['office'] } } : {});
  const outlets = outletsFrom(file, new OutgoingHttp({ isAllowed: allowList([]) }));
  const troubles: string[] = [];
  const skipped: string[] = [];
  const made: { it?: Made } = {};
  const surface = await statusSurface({ subscribe: {}, ...page }, (log, { folder, links, contacts }) => {
    const clock = new FakeClock(log.nowMs);
    // Weeks pass here, in which nothing is due; looked for every second, they took most of the time.
    clock.idleTickMs = 15 * MINUTE_MS;
    const { outbox } = log.store;
    const onTrouble = (message: string) => void troubles.push(message);
    const readers = makeReadingAlong({
      book: new SubscriptionBook(folder, () => log.newId()),
      ledger: log.ledger,
      outbox,
      clock,
      outlets,
      answers: links,
      publicUrl,
      contactOf: (person) => contacts.of(person),
      look: () => runner.look(),
      onSkipped: (digest, dueAt) => skipped.push(`${digest} ${dueAt}`),
      onTrouble,
    });
    const runner = new DeliveryRunner({
      ledger: log.ledger,
      outbox,
      entry: (id) => log.store.find(id),
      clock,
      outlets,
      letters: readers.letters,
      contactOf: (person) => contacts.of(person),
      answers: noAnswerAddresses,
      random: () => 0.5,
      redact: (text) => text,
      onTrouble,
      onSettled: () => undefined,
    });
    log.readsAlong = () => readers.subscriptions.book.confirmed();
    made.it = { runner, readers, clock, outbox };
    return { subscriptions: readers.subscriptions, outlets };
  });
  if (!made.it) {
    throw new Error('Nothing was made.');
  }
  const { runner, readers, clock, outbox } = made.it;
  runner.start();
  onTestFinished(async () => runner.stop());
  /** Lets everything go out that waits. */
  const sent = async () => {
    runner.look();
    while (outbox.counts().waiting + outbox.counts().sending > 0) {
      await clock.settle();
    }
  };
  const passes = async (ms: number) => {
    surface.passes(ms);
    await clock.forward(ms);
  };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const post = async (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    surface.server.inject({ method: 'POST', url, headers: { ...form, ...headers }, payload: new URLSearchParams(fields).toString() });
  const subscribe = async (address: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    post('/status', { address, ...more }, headers);
  /** The path of the link in the last mail to an address. */
  const linkTo = (address: string) => {
    const last = sink.got.filter(({ to }) => to.includes(address)).at(-1);
    return /https:\/\/pages\.example\.org(\/subscription\/\S+)/.exec(last?.mail.text ?? '')?.[1] ?? '';
  };
  const confirm = async (link: string) => {
    const html = (await surface.server.inject({ url: link })).body;
    return post(link, { action: 'confirm', form: /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '' });
  };
  /** Subscribes, follows the link and confirms, as somebody does who wants it. */
  const reads = async (address: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) => {
    await subscribe(address, more, headers);
    await sent();
    await confirm(linkTo(address));
  };
  /** The end of an incident an hour later, for the outbox as well. */
  const resolve = async (id: string) => {
    // What is on its way in real time must not be held to a clock that jumps.
    await sent();
    await clock.forward(HOUR_MS);
    await surface.resolve(id);
  };
  const { subscriptions } = readers;
  const { book } = subscriptions;
  return {
    ...surface,
    resolve,
    sink,
    readers,
    subscriptions,
    runner,
    clock,
    outbox,
    book,
    troubles,
    skipped,
    sent,
    passes,
    post,
    subscribe,
    linkTo,
    confirm,
    reads,
  };
}
