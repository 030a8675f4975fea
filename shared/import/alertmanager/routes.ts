import { formatDuration, parseDuration } from '../../time/duration.ts';
import { MINUTE_MS } from '../../time/instant.ts';
import { allOf } from '../conditions.ts';
import type { DraftGrouping, DraftRule, DraftWhen } from '../draft-noise.ts';
import { chosenWhen, isUnsure, rulesOfTree } from './chosen.ts';
import { inOrder, nodeInWords, pathTo, type RouteNode } from './route-tree.ts';

/** The key of the one integration that takes what Alertmanager sends. */
export const integrationKey = 'alertmanager';

const defaultIntervalMs = 5 * MINUTE_MS;
const most = 500;

/** What is about the alerts of Alertmanager alone that meet some conditions. */
export function ofAlertmanager(asks: DraftWhen['condition'][]): DraftWhen {
  return { integrations: [integrationKey], condition: allOf(asks.filter((each) => each !== undefined)) };
}

/** The routing rules that choose a service as the routes choose a receiver, and what the report says of each route. */
export function rulesOf(root: RouteNode): DraftRule[] {
  inOrder(root).forEach(settle);
  return rulesOfTree(root).map(({ node, asks, stops, suppresses }): DraftRule => {
    const name = nodeInWords(node);
    const isAmongOthers = pathTo(node).some(({ goesOn }) => goesOn);
    return {
      key: name,
      name,
      when: ofAlertmanager(asks),
      set: suppresses ? { suppress: true } : { service: node.receiver, ...(isAmongOthers ? { tags: [node.receiver] } : {}) },
      ...(stops ? { stop: true } : {}),
      from: [node.from],
    };
  });
}

function settle(node: RouteNode): void {
  const { from, goesOn, isSilent, parent } = node;
  const every = from.text('repeat_interval');
  const everyMs = parseDuration(every ?? '');
  if (every !== undefined && (everyMs ?? 0) > 0) {
    from.approximated(
      `Alertmanager sends again what still fires after ${every}; here who has not answered is paged again until somebody acknowledges.`,
      'Write "repeatEvery" into a step that should page otherwise.',
    );
  }
  if (goesOn && !isSilent) {
    from.approximated(
      'Alertmanager tells the receivers of the routes after it as well. An incident has one service here: that of the last route that takes it. The others are its tags.',
      'Where several have to be paged, let the policy of the last page them all.',
    );
  }
  if (!node.isNever && parent !== undefined && !pathTo(node).some(({ isNever }) => isNever)) {
    if (isSilent && isUnsure(node)) {
      from.approximated('It tells nobody; here it pages, for a route that was not converted may take some of its alerts.');
    }
    from.converted(undefined, isSilent ? 'It tells nobody, so what only it takes is suppressed here, and stays in sight.' : undefined);
  }
}

/** A grouping for all of Alertmanager's alerts, and before it one for each route that groups otherwise than the root. */
export function groupingsOf(root: RouteNode): DraftGrouping[] {
  const special = inOrder(root).filter((node) => node !== root && !node.isSilent && isOther(node, root));
  return [...special, root].flatMap((node): DraftGrouping[] => {
    const { by, waitMs, intervalMs = defaultIntervalMs } = node.grouping;
    const asks = node === root ? [] : chosenWhen(node);
    if (!asks || node.from.isLeftOut) {
      return [];
    }
    if (by.length === 0) {
      node.from.approximated(
        'It names no labels to group by, so Alertmanager puts all of its alerts into one message; here each is an incident of its own.',
        'Write a grouping for those that belong together.',
      );
      return [];
    }
    const isEach = by.includes('...');
    if (isEach && node === root) {
      node.from.converted(undefined, 'Each set of labels is told of by itself, and is an incident of its own here.');
      return [];
    }
    if (!isEach) {
      node.from.approximated(
        `Alertmanager tells of alerts with the same ${by.join(', ')} together, first after ${formatDuration(waitMs ?? 30_000)} and then at most every ${formatDuration(intervalMs)}. Here the first pages at once, and those that come within ${formatDuration(windowOf(intervalMs))} of the one before join it, at most ${most} and for a day; one that comes later is an incident of its own.`,
      );
    }
    const words = node === root ? 'Alerts of Alertmanager' : nodeInWords(node);
    return [
      {
        key: words,
        name: words,
        when: { ...ofAlertmanager([...asks]), ...(node === root ? {} : { services: [node.receiver] }) },
        by: isEach ? ['dedupKey'] : by.map((label) => `label.${label}`),
        windowMs: windowOf(intervalMs),
        rolling: true,
        most,
        from: [node.from],
      },
    ];
  });
}

function windowOf(intervalMs: number): number {
  return Math.min(24 * 60 * MINUTE_MS, Math.max(MINUTE_MS, intervalMs));
}

function isOther({ grouping: a }: RouteNode, { grouping: b }: RouteNode): boolean {
  const same = (one: readonly string[], other: readonly string[]) => one.toSorted().join('\n') === other.toSorted().join('\n');
  return !same(a.by, b.by) || windowOf(a.intervalMs ?? defaultIntervalMs) !== windowOf(b.intervalMs ?? defaultIntervalMs);
}
