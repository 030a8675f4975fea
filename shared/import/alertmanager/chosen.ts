import type { Condition } from '../../condition/condition.ts';
import { allOf } from '../conditions.ts';
import { inOrder, pathTo, type RouteNode } from './route-tree.ts';

// Alertmanager walks its tree: of the routes below one the first that matches takes an alert, and the next ones as well while it says
// `continue`; one below which none matches is meant itself. Routing rules are a list. What the walk passes over is denied in their
// conditions, unless a rule before has stopped.

/** A routing rule for a route: what has to hold, whether no other can be meant after it, and whether it tells nobody. */
export interface RuleOfRoute {
  node: RouteNode;
  asks: Condition[];
  stops: boolean;
  suppresses: boolean;
}

/**
 * The rules that choose as the tree does, in their order; none for a root that tells somebody, for that is where alerts are when no
 * rule applies. One that tells nobody suppresses only what nobody else is told of.
 */
export function rulesOfTree(root: RouteNode): RuleOfRoute[] {
  return inOrder(root).flatMap((node): RuleOfRoute[] => {
    const asks = conditionsFor(node, endsThere);
    const besides = node.isSilent ? alsoTold(node) : [];
    if (!asks || besides.some((each) => each.length === 0) || (node === root && !node.isSilent)) {
      return [];
    }
    const isAlone = pathTo(node).every(({ goesOn }) => !goesOn) && besides.length === 0;
    return [
      { node, asks: [...asks, ...besides.map((each): Condition => ({ not: allOf(each) }))], stops: isAlone, suppresses: node.isSilent },
    ];
  });
}

/** What holds for just the alerts a route is meant for, whatever other routes they have; undefined when there are none. */
export function chosenWhen(node: RouteNode): Condition[] | undefined {
  return conditionsFor(node, () => false);
}

function conditionsFor(node: RouteNode, isSettled: (node: RouteNode) => boolean): Condition[] | undefined {
  const path = pathTo(node);
  const before = path.flatMap((each) => siblings(each).before.filter(({ goesOn }) => !goesOn));
  const others = [...before, ...node.children].filter(({ isNever }) => !isNever);
  return path.some(({ isNever }) => isNever) || others.some(takesAll)
    ? undefined
    : [...path.flatMap(({ asks }) => asks), ...others.filter((each) => !isSettled(each)).map(denied)];
}

/** Whether for whatever a route takes, some rule of it or of those below stops, so that nothing after it is asked. */
function endsThere(node: RouteNode): boolean {
  const below = inOrder(node);
  const isClear = [...pathTo(node), ...below].every(({ goesOn }) => !goesOn);
  return isClear && below.every((each) => !each.isSilent || alsoTold(each).length === 0);
}

/**
 * When somebody is told of what a route takes, beside it: each a list of conditions that all hold then. Of a route that takes something
 * somebody is told if nobody there is silent; else it depends on which of those below is meant.
 */
function alsoTold(node: RouteNode): (readonly Condition[])[] {
  if (isUnsure(node)) {
    return [[]];
  }
  return pathTo(node)
    .flatMap((each) => {
      const { before, after } = siblings(each);
      return [...before.filter(({ goesOn }) => goesOn), ...(each.goesOn ? after : [])];
    })
    .flatMap((each) => {
      const telling = inOrder(each).filter(({ isSilent }) => !isSilent);
      return telling.length === inOrder(each).length ? [each.asks] : telling.flatMap((one) => chosenOnce(one));
    });
}

/** Whether a route that cannot be read may take some of what comes to a node here: that must not be kept from paging. */
export function isUnsure(node: RouteNode): boolean {
  const others = pathTo(node).flatMap((each) => {
    const { before, after } = siblings(each);
    return [...before, ...(each.goesOn ? after : [])];
  });
  return [...others, ...node.children].some(({ isNever }) => isNever);
}

function chosenOnce(node: RouteNode): Condition[][] {
  const asks = chosenWhen(node);
  return asks ? [asks] : [];
}

function siblings(node: RouteNode): { before: readonly RouteNode[]; after: readonly RouteNode[] } {
  const all = node.parent?.children ?? [];
  const at = all.indexOf(node);
  return { before: all.slice(0, Math.max(0, at)), after: all.slice(at + 1) };
}

function takesAll({ asks }: RouteNode): boolean {
  return asks.length === 0;
}

function denied({ asks }: RouteNode): Condition {
  return { not: allOf(asks) };
}
