import type { IncidentRow, Named, PastStep } from '../../shared/queue/row.ts';
import type { Instant } from '../../shared/time/instant.ts';

/** One point of the line of steps, in the order it is drawn. */
export type StepNode = { key: string } & (
  | { kind: 'earlier'; count: number }
  | { kind: 'step'; tense: 'past' | 'now'; level: number; isCatchAll: boolean; people: Named[]; outcome: PastStep['outcome']; at: Instant }
  | { kind: 'step'; tense: 'next'; level: number; isCatchAll: boolean; people: Named[]; outcome: 'paged'; at: Instant }
  | { kind: 'step'; tense: 'later'; level: number; isCatchAll: boolean }
  | { kind: 'held'; by: Named | undefined; at: Instant }
  | { kind: 'timer'; what: 'acknowledgement-expires' | 'not-resolved' | 'snooze-ends'; at: Instant }
  | { kind: 'resolved'; by: Named | undefined; at: Instant }
);

const drawnPast = 3;
const drawnLater = 2;

/** The line of steps of an incident: what happened, what holds now, what comes next, what would come after. */
export function stepNodes(row: IncidentRow, past: readonly PastStep[]): StepNode[] {
  const nodes: StepNode[] = [];
  const skipped = Math.max(0, past.length - drawnPast);
  if (skipped > 0) {
    nodes.push({ key: 'earlier', kind: 'earlier', count: skipped });
  }
  for (const [index, step] of past.entries()) {
    if (index >= skipped) {
      const isNow = index === past.length - 1 && row.status === 'triggered';
      nodes.push({ key: `past ${index}`, kind: 'step', tense: isNow ? 'now' : 'past', ...step });
    }
  }
  if (row.status === 'resolved') {
    return [...nodes, { key: 'resolved', kind: 'resolved', by: row.resolvedBy, at: row.resolvedAt ?? row.lastAlertAt }];
  }
  if (row.status === 'acknowledged') {
    nodes.push({ key: 'held', kind: 'held', by: row.heldBy?.id ? row.heldBy : undefined, at: row.heldSince ?? row.triggeredAt });
  }
  return [...nodes, ...comingNodes(row)];
}

function comingNodes({ next, levels }: IncidentRow): StepNode[] {
  if (!next) {
    return [];
  }
  if (next.kind !== 'step') {
    return [{ key: 'timer', kind: 'timer', what: next.kind, at: next.at }];
  }
  const level = next.level ?? 1;
  const isCatchAll = next.isCatchAll === true;
  const laterCount = isCatchAll ? 0 : Math.min(drawnLater, Math.max(0, levels - level));
  return [
    { key: 'next', kind: 'step', tense: 'next', level, isCatchAll, people: next.people, outcome: 'paged', at: next.at },
    ...Array.from({ length: laterCount }, (_, index): StepNode => {
      const later = level + 1 + index;
      return { key: `later ${later}`, kind: 'step', tense: 'later', level: later, isCatchAll: false };
    }),
  ];
}
