import type { Condition } from '../../condition/condition.ts';
import { parseDuration } from '../../time/duration.ts';
import { conditionsOf } from '../conditions.ts';
import type { Construct } from '../construct.ts';
import { matchersInWords, type Matcher } from '../noise.ts';
import { matchersOf } from './matchers.ts';

/** How the alerts of a route are put together; what a route does not say it has from the one above. */
export interface RouteGrouping {
  by: readonly string[];
  waitMs?: number | undefined;
  intervalMs?: number | undefined;
}

/** A route in its tree. `asks` are the conditions that all have to hold, none: always; `isNever` when they cannot be read, so that none do. */
export interface RouteNode {
  from: Construct;
  parent?: RouteNode | undefined;
  children: readonly RouteNode[];
  matchers: readonly Matcher[];
  asks: readonly Condition[];
  isNever: boolean;
  /** Whether the routes after it are asked, too. */
  goesOn: boolean;
  receiver: string;
  /** Whether its receiver tells nobody. */
  isSilent: boolean;
  grouping: RouteGrouping;
}

/** A route and those below it; `tells` says whether a receiver tells anybody. */
export function readTree(from: Construct, tells: (receiver: string) => boolean, parent?: RouteNode): RouteNode {
  const matchers = matchersOf(from, '');
  const asks = matchers === undefined ? { problem: 'they are not matchers.' } : conditionsOf(matchers);
  const isNever = 'problem' in asks;
  if (isNever) {
    from.leftOut(
      `Its matchers cannot be asked here, so no alert takes it: ${asks.problem}`,
      'Write a routing rule by hand for what it takes; until then that goes to the routes after it.',
    );
  }
  const receiver = from.text('receiver') ?? parent?.receiver ?? '';
  const by = from.texts('group_by');
  const time = (field: string) => parseDuration(from.text(field) ?? '');
  const node: RouteNode = {
    from,
    parent,
    children: [],
    matchers: matchers ?? [],
    asks: isNever ? [] : asks,
    isNever,
    goesOn: from.flag('continue') === true && parent !== undefined,
    receiver,
    isSilent: !tells(receiver),
    grouping: {
      by: from.has('group_by') ? by : (parent?.grouping.by ?? []),
      waitMs: time('group_wait') ?? parent?.grouping.waitMs,
      intervalMs: time('group_interval') ?? parent?.grouping.intervalMs,
    },
  };
  node.children = from.children('routes').map((child) => readTree(child, tells, node));
  return node;
}

/** From the root to a node. */
export function pathTo(node: RouteNode): RouteNode[] {
  return [...(node.parent ? pathTo(node.parent) : []), node];
}

/** A node and all below it, each after those below it: the order in which Alertmanager looks for one that is meant. */
export function inOrder(node: RouteNode): RouteNode[] {
  return [...node.children.flatMap(inOrder), node];
}

/** What takes an alert to a node, in words, the same whatever the order of matchers in the file. */
export function nodeInWords(node: RouteNode): string {
  const words = pathTo(node)
    .flatMap(({ matchers }) => matchers)
    .map((matcher) => matchersInWords([matcher]))
    .toSorted();
  return `${[...new Set(words)].join(' and ') || 'any labels'} to ${node.receiver}`;
}
