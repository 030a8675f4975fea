import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import type { UpkeepGauges } from '../upkeep.ts';

/**
 * The usual metrics watch the loop every 10 ms, which is a hundred wake-ups a second of a relay with nothing to do. Watched rarely they
 * would say the pause between two looks, so they go; how late the loop is when somebody asks, `nodejs_eventloop_lag_seconds`, stays.
 */
const loopWatch = { everyMs: 60_000, said: ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'] };

/** What the relay counts, for Prometheus at /metrics. */
export class RelayMetrics {
  readonly registry = new Registry();
  readonly alerts = new Counter({
    name: 'watchbell_alerts_total',
    help: 'Alerts received, by integration and what became of them.',
    labelNames: ['integration', 'outcome'],
    registers: [this.registry],
  });
  readonly refused = new Counter({
    name: 'watchbell_requests_refused_total',
    help: 'Intake requests answered with a 4xx, by reason.',
    labelNames: ['reason'],
    registers: [this.registry],
  });
  readonly events = new Counter({
    name: 'watchbell_log_events_total',
    help: 'Entries appended to the log, by type.',
    labelNames: ['type'],
    registers: [this.registry],
  });
  readonly findings = new Counter({
    name: 'watchbell_audit_findings_total',
    help: 'What the auditor of the engine found: missed steps, incidents that cannot be judged, pages no connected laptop showed.',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  readonly undone = new Gauge({
    name: 'watchbell_audit_undone',
    help: 'Things due that the engine does not do though it was asked to look again.',
    registers: [this.registry],
  });
  readonly heartbeats = new Counter({
    name: 'watchbell_heartbeats_total',
    help: 'Beats of the outside heartbeat, by outcome: sent, failed, withheld because something is wrong.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly deliveries = new Counter({
    name: 'watchbell_deliveries_total',
    help: 'What was to be brought outside, by way and what became of it: sent, suppressed because nobody needed it, dead.',
    labelNames: ['way', 'outcome'],
    registers: [this.registry],
  });

  /** Counts a delivery that came to its end. */
  settled({ delivery: { to }, state }: OutboxRow): void {
    this.deliveries.inc({ way: to.kind === 'person' ? to.channel : to.kind, outcome: state });
  }

  /** Adds the gauges that are read when somebody asks. */
  constructor(
    read: {
      openIncidents(): number;
      suppressedIncidents?(): number;
      connections(): number;
      head(): number;
      engineLagSeconds(): number;
      unreachable(): number;
    } & UpkeepGauges,
  ) {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: loopWatch.everyMs });
    loopWatch.said.forEach((name) => this.registry.removeSingleMetric(`nodejs_eventloop_lag_${name}_seconds`));
    const gauge = (name: string, help: string, value: () => number) => this.#gauge(name, help, value);
    gauge('watchbell_incidents_open', 'Incidents not resolved.', () => read.openIncidents());
    gauge(
      'watchbell_incidents_suppressed',
      'Incidents not resolved that are kept from paging anybody.',
      () => read.suppressedIncidents?.() ?? 0,
    );
    gauge('watchbell_connections', 'Desktops connected.', () => read.connections());
    gauge('watchbell_log_head', 'The last seq of the log.', () => read.head());
    gauge('watchbell_on_call_unreachable', 'People on call now none of whose devices is connected.', () => read.unreachable());
    gauge('watchbell_engine_lag_seconds', 'Time since the escalation engine last checked what is due.', () => read.engineLagSeconds());
    gauge('watchbell_log_damaged', '1 when the last inspection of the log found damage.', () => read.logDamaged());
    gauge('watchbell_disk_refuses', '1 while the disk does not take what is recorded.', () => read.diskRefuses());
    gauge('watchbell_backup_failures', 'Scheduled backups that failed since the relay started.', () => read.backupFailures());
    gauge('watchbell_backup_last_success_timestamp_seconds', 'When the last scheduled backup was taken and verified; 0 for never.', () =>
      read.backupLastGoodSeconds(),
    );
  }

  /** Adds the gauges of what waits to be brought outside, and of what was given up. */
  watchOutbox(counts: () => Record<OutboxRow['state'], number>): void {
    const open = () => counts().waiting + counts().sending;
    this.#gauge('watchbell_deliveries_waiting', 'Deliveries that wait to be brought outside, or are on their way.', open);
    const help = 'Deliveries of the last 30 days that were given up: watchbell deliveries --dead.';
    this.#gauge('watchbell_deliveries_dead', help, () => counts().dead);
  }

  /** Adds the gauge of a file of providers that is not in force because it is wrong. */
  watchProviders(isWrong: () => boolean): void {
    const help = '1 while the file of providers is wrong and what it said before is in force: watchbell providers.';
    this.#gauge('watchbell_providers_wrong', help, () => (isWrong() ? 1 : 0));
  }

  #gauge(name: string, help: string, value: () => number): Gauge {
    return new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}
