import type { Instant } from '../time/instant.ts';
import type { PagingRule, QuietHours } from './person-rules.ts';
import { lateRule, quietGap, type LateRule } from './rule-lint.ts';
import { wayKindOf, type WayKind } from './way-events.ts';
import { addressName, testAgainAfterMs, wayName, type Way, type WayTest } from './ways.ts';
import { all, find, type Workspace } from './workspace.ts';

/** An address of the person's as their relay tells it: masked. `verifiedAt` is relay ms. */
export interface OwnAddress {
  kind: WayKind;
  name?: string | undefined;
  shown?: string | undefined;
  verifiedAt?: Instant | undefined;
  /** A code was sent there and may still be typed. */
  codeSent: boolean;
}

/** What the relay alone knows of a person's ways, as it said last; `nowhere` names ways nothing can be sent by, each with why. */
export interface RelayWays {
  addresses: OwnAddress[];
  nowhere: (Way & { why: string })[];
}

/** What is wrong with one rule: it begins too late, leads nowhere, or to an address nobody verified. */
export type RuleIssue = ({ kind: 'late' } & LateRule) | { kind: 'nowhere'; why: string } | { kind: 'not-verified' };

/** One rule as the window shows it; `index` is its place in `pages`. */
export interface RuleRow {
  index: number;
  rule: PagingRule;
  issues: RuleIssue[];
  test?: WayTest | undefined;
  /** A test was asked for and nothing is known of this way yet. */
  isTesting: boolean;
}

/** How the person of a laptop is paged, as its window shows it. */
export interface WayView {
  zone?: string | undefined;
  rows: RuleRow[];
  quietHours: QuietHours[];
  /** They have set their rules themselves. */
  ownRules: boolean;
  /** What they set here has not reached the relay yet. */
  isPending: boolean;
  gap?: 'quiet-hours' | 'other-hours' | undefined;
  /** When the last test was asked for, relay ms. */
  testedAt?: Instant | undefined;
  /** What the relay said of their addresses; undefined while it has not. */
  relay?: RelayWays | undefined;
  /** Whether the relay can be asked now. */
  isOnline: boolean;
}

/** Looks at a person's own rules, sooner rules first, with what is wrong with each. Nothing that needs the relay is said to be wrong before it spoke. */
export function wayView(
  workspace: Workspace,
  me: string,
  { relay, isPending, isOnline, now }: Pick<WayView, 'relay' | 'isPending' | 'isOnline'> & { now: Instant },
): WayView {
  const person = find(workspace, 'person', me);
  const { asked, tests = {} } = workspace.entries.person.get(me)?.ways ?? {};
  const paths = { policy: all(workspace, 'policy'), schedule: all(workspace, 'schedule'), team: all(workspace, 'team') };
  const rows = (person?.pages ?? []).map((rule, index): RuleRow => {
    const way = wayOf(rule);
    const late = lateRule(me, rule, paths);
    const nowhere = way && relay?.nowhere.find((each) => wayName(each) === wayName(way));
    const test = way && tests[wayName(way)];
    const isAsked = way !== undefined && asked?.ways.some((each) => wayName(each) === wayName(way)) === true;
    return {
      index,
      rule,
      issues: [
        ...(late ? [{ kind: 'late' as const, ...late }] : []),
        ...(nowhere
          ? [{ kind: 'nowhere' as const, why: nowhere.why }]
          : way && relay && !isVerified(way, relay)
            ? [{ kind: 'not-verified' as const }]
            : []),
      ],
      test,
      // A relay that is gone meanwhile says nothing; whoever waits may ask again after a minute.
      isTesting: isAsked && now < asked.at + testAgainAfterMs && (test === undefined || test.at < asked.at),
    };
  });
  return {
    zone: person?.zone,
    rows: rows.toSorted((a, b) => a.rule.afterMs - b.rule.afterMs || a.index - b.index),
    quietHours: person?.quietHours ?? [],
    ownRules: person?.ownRules === true,
    isPending,
    gap: person && quietGap(person),
    testedAt: asked?.at,
    relay,
    isOnline,
  };
}

function wayOf({ channel, to }: PagingRule): Way | undefined {
  return channel === 'desktop' || channel === 'terminal' ? undefined : { channel, ...(to === undefined ? {} : { address: to }) };
}

/** Whether the address a way leads to is verified; by a name that is gone it leads to the first. */
function isVerified({ channel, address }: Way, { addresses }: RelayWays): boolean {
  const kind = wayKindOf(channel);
  const its =
    addresses.find((each) => each.verifiedAt !== undefined && addressName(each.kind, each.name) === addressName(kind, address)) ??
    (addresses.some((each) => addressName(each.kind, each.name) === addressName(kind, address))
      ? undefined
      : addresses.find((each) => each.kind === kind && each.name === undefined));
  return its?.verifiedAt !== undefined;
}
