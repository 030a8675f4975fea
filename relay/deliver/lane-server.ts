import {
  afterAttempt,
  claimed,
  dead,
  isDue,
  isSettled,
  isTooLate,
  putOff,
  suppressed,
  type Outcome,
  type OutboxRow,
} from '../../shared/delivery/attempt.ts';
import { afterAnswer, closed, nextProvider, type Breaker } from '../../shared/delivery/breaker.ts';
import { goesInOrder, laneOf } from '../../shared/delivery/delivery.ts';
import { allowedAt, limitsOf, longestLimitMs } from '../../shared/delivery/limits.ts';
import { whyNotNeeded } from '../../shared/delivery/recheck.ts';
import { OutsideChannel } from '../../shared/incident/incident-events.ts';
import { decodeEvent } from '../../shared/log/envelope.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { Contact } from '../../shared/workspace/contact.ts';
import type { Person } from '../../shared/workspace/definitions.ts';
import { personalRules } from '../../shared/workspace/people.ts';
import type { PagingRule } from '../../shared/workspace/person-rules.ts';
import { find } from '../../shared/workspace/workspace.ts';
import type { EventStore } from '../log/event-store.ts';
import type { Ledger } from '../log/ledger.ts';
import { changeOf, type Outbox } from '../log/outbox.ts';
import type { AnswerAddresses } from './answer-addresses.ts';
import { messageFor } from './compose.ts';
import { writerOf, type LetterWriters } from './letters.ts';
import type { Outlet, Outlets } from './outlets.ts';
import { threadOf } from './thread-of.ts';
import { Results } from './results.ts';

/** Longer than any adapter waits, shorter than the lease: whoever sends knows the end of it before another may begin. */
const sendWithinMs = 10 * SECOND_MS;
/** What is left of a lease for writing down what became of it; a slow disk may have used up the rest before anything was sent. */
const recordWithinMs = 3 * SECOND_MS;
const calledBack = 'The message was called back while it was on its way.';

/** What bringing something outside works with. */
export interface LaneEdges {
  ledger: Pick<Ledger, 'state' | 'incident' | 'write' | 'subscribe' | 'subscribeReload'>;
  outbox: Outbox;
  entry: EventStore['find'];
  clock: Clock;
  outlets: Outlets;
  contactOf(person: Person): Contact | undefined;
  /** Who writes what is no page; nobody unless given. */
  letters?: LetterWriters | undefined;
  answers: AnswerAddresses;
  /** Chance from 0 to 1, for back-off that does not come in step. */
  random(): number;
  redact(text: string): string;
  onTrouble(message: string, error: unknown): void;
  onSettled(row: OutboxRow): void;
}

interface Flight {
  rows: readonly OutboxRow[];
  controller: AbortController;
}

/** Serves one lane at a time from beginning to end: re-check, limits, provider, lease, re-check, send, record. */
export class LaneServer {
  readonly #edges: LaneEdges;
  readonly #results: Results;
  readonly #breakers = new Map<string, Breaker>();
  readonly #flights = new Set<Flight>();
  /** People and ways whose last page outside was given up. */
  readonly #unreached = new Set<string>();

  constructor(edges: LaneEdges) {
    this.#edges = edges;
    this.#results = new Results(edges);
  }

  /** Serves the due rows of one lane: people in one message, programs and who reads along one after the other. Throws when the disk takes nothing. */
  async serve(rows: readonly OutboxRow[]): Promise<void> {
    const needed = await this.#withoutNeedless(rows);
    const [first] = needed;
    if (!first) {
      return;
    }
    const { to, what } = first.delivery;
    // Tests are told one by one, and two addresses are two messages.
    const addressOf = ({ delivery }: OutboxRow) => (delivery.to.kind === 'person' ? delivery.to.address : undefined);
    const isWith = (row: OutboxRow) => what !== 'test' && row.delivery.what === what && addressOf(row) === addressOf(first);
    const together = to.kind === 'person' ? needed.filter((row) => row === first || isWith(row)) : [first];
    const left = await this.#send(together, needed);
    if (goesInOrder(to) && left) {
      await this.queueBehind([left, ...needed.slice(1)]);
    }
  }

  /** Lets the rows of a lane wait as long as its first, so that nothing overtakes it. */
  async queueBehind([first, ...others]: readonly OutboxRow[]): Promise<void> {
    const { outbox, clock } = this.#edges;
    const early = first ? others.filter((row) => row.state === 'waiting' && isDue(row, clock.now()) && row.nextAt < first.nextAt) : [];
    if (first && early.length > 0) {
      await outbox.change(early.map((row) => changeOf(row, putOff(row, first.nextAt))));
    }
  }

  /** Calls back what is on its way and needed by nobody any more, as after an acknowledgement (D8). */
  callBack(): void {
    for (const { rows, controller } of this.#flights) {
      if (rows.every((row) => this.#whyNot(row) !== undefined)) {
        controller.abort();
      }
    }
  }

  /** Whether one of somebody's own rules leads to a way that makes itself heard, and its last page there was not given up. */
  reaches(person: string): boolean {
    const { ledger, outlets, contactOf, clock } = this.#edges;
    const known = find(ledger.state.workspace, 'person', person);
    const isQuiet = personalRules(known, 'desktop', 'high').quietUntil(clock.now()) !== undefined;
    const countsNow = ({ during }: PagingRule) => during === undefined || (during === 'quiet-hours') === isQuiet;
    const loud: readonly PagingRule['channel'][] = ['push', 'sms', 'voice'];
    return (known?.pages ?? []).some((rule) => {
      const channel = OutsideChannel.safeParse(rule.channel).data;
      const to = channel && { kind: 'person' as const, person, channel, address: rule.to };
      return (
        to !== undefined &&
        loud.includes(to.channel) &&
        countsNow(rule) &&
        !this.#unreached.has(laneOf({ to, incident: '' })) &&
        typeof outlets.waysTo(to, known && contactOf(known)) !== 'string'
      );
    });
  }

  #breakerFor(row: OutboxRow, provider: string): Breaker {
    return this.#breakers.get(breakerName(row, provider)) ?? closed;
  }

  #whyNot({ delivery }: OutboxRow): string | undefined {
    const { letters, ledger } = this.#edges;
    const writer = writerOf(letters, delivery);
    return writer ? writer.whyNot(delivery) : whyNotNeeded(delivery, ledger.incident(delivery.incident));
  }

  async #withoutNeedless(rows: readonly OutboxRow[]): Promise<OutboxRow[]> {
    const now = this.#edges.clock.now();
    const judged = rows.map((row) => ({ row, why: this.#whyNot(row) }));
    await this.#settle(judged.flatMap(({ row, why }) => (why === undefined ? [] : [{ before: row, after: suppressed(row, why, now) }])));
    return judged.flatMap(({ row, why }) => (why === undefined ? [row] : []));
  }

  /** Sends one message for rows of one lane, all of which wait when its limits say so; the first row as it is afterwards when it is not settled. */
  async #send(rows: readonly OutboxRow[], ofLane: readonly OutboxRow[]): Promise<OutboxRow | undefined> {
    const { clock, outbox, outlets, contactOf, ledger } = this.#edges;
    const now = clock.now();
    const [first] = rows;
    if (!first) {
      return undefined;
    }
    if (isTooLate(first, now)) {
      return this.#giveUp(first);
    }
    const { to } = first.delivery;
    const limits = limitsOf(to);
    const lane = laneOf(first.delivery);
    const at = limits.length === 0 ? now : allowedAt(outbox.sentSince(lane, now - longestLimitMs), limits, now);
    if (at > now) {
      return this.#putOff([first, ...ofLane.filter((row) => row !== first && isDue(row, now))], at);
    }
    const person = to.kind === 'person' ? find(ledger.state.workspace, 'person', to.person) : undefined;
    const writer = writerOf(this.#edges.letters, first.delivery);
    const ways = writer ? writer.waysTo(first.delivery) : outlets.waysTo(to, person && contactOf(person));
    if (typeof ways === 'string') {
      await this.#settle(rows.map((row) => ({ before: row, after: dead(row, ways, now) })));
      return undefined;
    }
    const providers = ways.map(({ provider }) => provider);
    const next = nextProvider(providers, first.tried, (provider) => this.#breakerFor(first, provider), now);
    if ('notBefore' in next) {
      return this.#putOff(rows, next.notBefore);
    }
    const way = ways.find(({ provider }) => provider === next.provider);
    return way && this.#attempt(rows, way, providers);
  }

  async #giveUp(row: OutboxRow): Promise<undefined> {
    await this.#settle([
      { before: row, after: dead(row, row.lastError ?? 'It would have come too late; test again later.', this.#edges.clock.now()) },
    ]);
  }

  async #putOff(rows: readonly OutboxRow[], until: number): Promise<OutboxRow | undefined> {
    const [only] = rows;
    if (only && isTooLate(only, until)) {
      return this.#giveUp(only);
    }
    await this.#edges.outbox.change(rows.map((row) => changeOf(row, putOff(row, until))));
    const [first] = rows;
    return first && putOff(first, until);
  }

  async #attempt(rows: readonly OutboxRow[], way: Outlet, providers: readonly string[]): Promise<OutboxRow | undefined> {
    const { clock, outbox, random, redact } = this.#edges;
    const leased = rows.map((row) => claimed(row, way.provider, clock.now()));
    const won = await outbox.change(leased.map((row, i) => changeOf(rows[i] ?? row, row)));
    // Whoever took a row meanwhile sends it; whoever answered meanwhile needs it no more.
    const mine = await this.#withoutNeedless(leased.filter((_, i) => won[i] === true));
    const [first] = mine;
    if (!first) {
      return undefined;
    }
    const leftMs = first.nextAt - recordWithinMs - clock.now();
    if (leftMs <= 0) {
      // Somebody else takes it up in a moment; sent now it would be sent twice.
      return undefined;
    }
    const outcome = await this.#fly(mine, way, Math.min(sendWithinMs, leftMs));
    const now = clock.now();
    if (outcome !== calledBack) {
      const after = afterAnswer(this.#breakerFor(first, way.provider), outcome.outcome !== 'retry', now);
      this.#breakers.set(breakerName(first, way.provider), after);
    }
    const jitter = random();
    const settled = mine.map((before) => {
      const why = this.#whyNot(before);
      if (outcome === calledBack || (outcome.outcome !== 'sent' && why !== undefined)) {
        return { before, after: suppressed(before, why ?? calledBack, now) };
      }
      const clean = outcome.outcome === 'sent' ? outcome : { ...outcome, why: redact(outcome.why) };
      return { before, after: afterAttempt(before, clean, { now, jitter, providers }) };
    });
    await this.#settle(settled);
    const last = settled[0]?.after;
    return last && !isSettled(last) ? last : undefined;
  }

  /** Hands a message to its provider; it ends when the provider answers, is too slow, or nobody needs it any more. */
  async #fly(rows: readonly OutboxRow[], way: Outlet, withinMs: number): Promise<Outcome | typeof calledBack> {
    const { clock, onTrouble, redact } = this.#edges;
    const flight: Flight = { rows, controller: new AbortController() };
    const { signal } = flight.controller;
    this.#flights.add(flight);
    let isSlow = false;
    const cancel = clock.after(withinMs, () => {
      isSlow = true;
      flight.controller.abort();
    });
    const aborted = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
    try {
      const outcome = await Promise.race([this.#hand(rows, way, signal), aborted]);
      if (isSlow) {
        return { outcome: 'retry', why: `The provider did not answer within ${Math.ceil(withinMs / SECOND_MS)} s.` };
      }
      // What it says before it hears that it is called back still counts.
      return outcome?.outcome === 'sent' || !signal.aborted ? (outcome ?? calledBack) : calledBack;
    } catch (error) {
      onTrouble('A provider’s adapter failed; what it was to send is tried again.', new Error(redact(String(error))));
      return { outcome: 'retry', why: 'The provider’s adapter failed.' };
    } finally {
      cancel();
      this.#flights.delete(flight);
    }
  }

  async #hand(rows: readonly OutboxRow[], { provider, to }: Outlet, signal: AbortSignal): Promise<Outcome> {
    const { ledger, outlets, answers, clock, entry, letters } = this.#edges;
    const [first] = rows;
    const gone: Outcome = { outcome: 'dead', why: 'What it is about is not known here any more.' };
    const writer = first && writerOf(letters, first.delivery);
    if (first && writer) {
      const letter = writer.write(first.delivery, clock.now());
      return letter ? outlets.letter(provider).send(letter, to, signal) : gone;
    }
    if (first?.delivery.to.kind === 'subscriber') {
      const stored = entry(first.delivery.entry);
      const incident = ledger.incident(first.delivery.incident);
      return stored && incident
        ? outlets.change(provider).send({ id: first.delivery.id, event: decodeEvent(stored), incident, at: clock.now() }, to, signal)
        : gone;
    }
    const { workspace } = ledger.state;
    const thread = first && threadOf(this.#edges.outbox, first, provider);
    const edges = { workspace, incident: (id: string) => ledger.incident(id), outlets, answers, now: clock.now(), thread, sentTo: to };
    const message = messageFor(rows, edges);
    const channel = first?.delivery.to.kind === 'person' ? first.delivery.to.channel : 'chat';
    return message ? outlets.message(provider, channel).send(message, to, signal) : gone;
  }

  async #settle(rows: readonly { before: OutboxRow; after: OutboxRow }[]): Promise<void> {
    for (const { after } of rows) {
      // Of a test what came counts, as of a page; what did not come need not, for a page has more patience.
      const lane = laneOf({ ...after.delivery, what: 'page' });
      if (after.state === 'sent') {
        this.#unreached.delete(lane);
      } else if (after.state === 'dead' && after.delivery.what !== 'test') {
        this.#unreached.add(lane);
      }
    }
    await this.#results.record(rows);
  }
}

/** What letters and tests meet is not held against a provider when it is to page: whoever can ask for one could keep it from paging (D6). */
function breakerName({ delivery: { to, what } }: OutboxRow, provider: string): string {
  const isBeside = to.kind === 'digest' || to.kind === 'subscription' || what === 'test';
  return JSON.stringify([provider, isBeside]);
}
