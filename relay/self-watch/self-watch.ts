import type { Logger } from 'pino';
import type { Clock } from '../../shared/time/clock.ts';
import type { RelayMetrics } from '../http/metrics.ts';
import type { Ledger } from '../log/ledger.ts';
import type { Hub } from '../replicate/hub.ts';
import type { PresenceBook } from '../replicate/presence-book.ts';
import type { EngineRunner } from '../runner/engine-runner.ts';
import { EngineAuditor, type Finding } from './engine-auditor.ts';
import { RelayHealth } from './health.ts';
import { Heartbeat } from './heartbeat.ts';

/** What watches the relay from inside, and who is told. */
export interface SelfWatchEdges {
  ledger: Ledger;
  runner: EngineRunner;
  hub: Hub;
  book: PresenceBook;
  clock: Clock;
  metrics: RelayMetrics;
  logger: Logger;
  heartbeat: { url: string; everyMs: number } | undefined;
}

/** Puts the auditor, the judgement of health and the heartbeat together. */
export class SelfWatch {
  readonly health: RelayHealth;
  readonly #edges: SelfWatchEdges;
  readonly #auditor: EngineAuditor;
  readonly #heartbeat: Heartbeat | undefined;
  #isSaving = false;

  constructor(edges: SelfWatchEdges) {
    this.#edges = edges;
    const { ledger, runner, hub, clock, metrics, logger, heartbeat } = edges;
    this.#auditor = new EngineAuditor({
      state: () => ledger.state,
      clock,
      lookAgain: (incident) => runner.lookAgain(incident),
      listeningSince: () => runner.listeningSince,
      reach: (person) => hub.reach(person),
      connectedSince: (person) => hub.connectedSince(person),
      onFinding: (finding) => {
        metrics.findings.inc({ kind: finding.kind });
        logger.error(finding, sentenceOf(finding));
      },
    });
    metrics.undone.set(0);
    this.health = new RelayHealth({ now: () => clock.now(), engineTickedAt: () => runner.lastTickAt, auditor: this.#auditor });
    this.#heartbeat =
      heartbeat &&
      new Heartbeat({
        ...heartbeat,
        clock,
        trouble: () => this.health.troubles()[0]?.reason,
        onBeat: (outcome) => metrics.heartbeats.inc({ outcome }),
        onChange: (outcome, why) =>
          outcome === 'sent' ? logger.warn('The heartbeat is taken again.') : logger.error(`No heartbeat goes out: ${why}`),
      });
    ledger.subscribe(() => this.health.noteWrite(true));
    ledger.subscribeReload(() => this.health.noteWrite(false));
  }

  start(): void {
    this.#auditor.start();
    this.#heartbeat?.start();
  }

  stop(): void {
    this.#auditor.stop();
    this.#heartbeat?.stop();
    this.#keepPresence();
  }

  /** Every so often: writes down who is connected, which also shows whether the disk still takes anything. */
  keepHouse(): void {
    this.#edges.hub.noticeWhoCame();
    this.#edges.metrics.undone.set(this.#auditor.standing);
    if (!this.#isSaving) {
      this.#isSaving = true;
      this.#edges.book.saveMeanwhile(this.#edges.clock.now()).then(
        () => this.#saved(true),
        () => this.#saved(false),
      );
    }
  }

  #saved(isKept: boolean): void {
    this.#isSaving = false;
    this.health.noteWrite(isKept);
  }

  #keepPresence(): void {
    try {
      this.#edges.book.save(this.#edges.clock.now());
    } catch (error) {
      this.#edges.logger.error({ err: error }, 'Who is connected could not be written down.');
    }
  }
}

function sentenceOf(finding: Finding): string {
  switch (finding.kind) {
    case 'missed':
      return finding.isMended
        ? `The engine missed what was due on incident #${finding.number}; it was done ${Math.round(finding.lateMs / 1000)} s late.`
        : `The engine does not do what is due on incident #${finding.number}; restart the relay. Laptops page by themselves meanwhile.`;
    case 'unjudged':
      return `What is due on incident #${finding.number} cannot be told: ${finding.why}`;
    case 'unseen':
      return `A page of incident #${finding.number} was shown by no laptop of ${finding.people.join(', ')}, though one is connected.`;
  }
}
