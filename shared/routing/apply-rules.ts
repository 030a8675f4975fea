import { holds, type Facts, type Moment } from '../condition/evaluate.ts';
import { incidentBodies, type RoutedBy } from '../incident/incident-events.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { all, inOrder } from '../workspace/workspace.ts';
import { decidedText, readDecided, type Decided } from './decided.ts';
import { incidentOf, type OpeningBody } from './opening-draft.ts';
import type { RoutingRule } from './routing-rule.ts';
import { effectOf } from './rule-effects.ts';

/** What the routing rules make of an incident before it is opened. */
export interface RuledOpening {
  body: OpeningBody;
  /** How long to wait whether it goes away by itself, ms; undefined for not at all. */
  pauseMs?: number | undefined;
  /** The rule that pauses or suppresses it. */
  by?: string | undefined;
  isSuppressed: boolean;
}

/** How many rules may apply to one alert, and how much of each is remembered: what the log has room for. */
const mostApplied = 100;
const mostDecided = 50;

/** The incident as it would be opened, as conditions see it. */
interface Asked {
  facts: Facts;
  moment: Moment;
}

/**
 * Asks the workspace's routing rules in their order, each of what those before have set, and remembers in `routed` which applied and
 * what each decided (S73, S78, S79). Hours and holidays are those of the policy the incident has at that point (CND5). A rule that
 * cannot be carried out changes nothing and says so: no alert is ever lost by a rule.
 */
export function applyRules(state: State, body: OpeningBody, now: Instant): RuledOpening {
  let opening: RuledOpening = { body, isSuppressed: false };
  let asked: Asked | undefined;
  for (const rule of inOrder(all(state.workspace, 'routing-rule'))) {
    if (rule.off === true) {
      continue;
    }
    const next = attempt(state, rule, opening, { asked: () => (asked ??= askedOf(state, opening.body, now)), now });
    if (next) {
      opening = next;
      asked = undefined;
      if (rule.stop === true || (opening.body.routed?.length ?? 0) >= mostApplied) {
        break;
      }
    }
  }
  return opening;
}

function askedOf(state: State, body: OpeningBody, now: Instant): Asked {
  const { facts, moment } = rulesFor(state, incidentOf(body, '', now));
  return { facts: withLogs(facts(), body), moment: moment(now) };
}

/** What is known with the logs that came along: a text mentions what they mention (S78). */
function withLogs(facts: Facts, { alert, attachments }: OpeningBody): Facts {
  const logs = [...(alert?.attachments ?? []), ...(attachments ?? [])].flatMap((each) => (each.type === 'text/plain' ? [each.text] : []));
  // Not spread: that would count the service's incidents for rules that do not ask.
  return logs.length === 0 ? facts : (Object.create(facts, { text: { value: [String(facts['text'] ?? ''), ...logs] } }) as Facts);
}

/** The opening after a rule; undefined when the rule does not apply. */
function attempt(
  state: State,
  rule: RoutingRule,
  before: RuledOpening,
  { asked, now }: { asked: () => Asked; now: Instant },
): RuledOpening | undefined {
  try {
    const { facts, moment } = asked();
    return holds(rule.when, facts, moment) ? ruled(state, rule, before, { facts, now }) : undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return remembering(state, rule, before, [{ what: 'rule', left: 'failed', named: reason }]);
  }
}

function ruled(state: State, rule: RoutingRule, before: RuledOpening, { facts, now }: { facts: Facts; now: Instant }): RuledOpening {
  const { pauseMs, suppress } = rule.set;
  const { body, decided } = effectOf(rule.set, before.body, { state, facts, now, policyIsSet: hasSet(before.body, 'policy') });
  const everything: Decided[] = [
    ...decided,
    ...(pauseMs === undefined ? [] : [{ what: 'pause' }]),
    ...(suppress === undefined ? [] : [{ what: 'suppress' }]),
  ];
  const isSuppressed = before.isSuppressed || suppress === true;
  // What suppresses for good says so, whatever pauses before or after it.
  const speaks = suppress === true || (pauseMs !== undefined && !before.isSuppressed);
  const after = {
    body,
    pauseMs: pauseMs ?? before.pauseMs,
    by: speaks ? rule.id : before.by,
    isSuppressed,
  };
  const remembered = remembering(state, rule, after, everything);
  const { error } = incidentBodies['incident.triggered'].safeParse(remembered.body);
  if (error) {
    const [issue] = error.issues;
    throw new TypeError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`);
  }
  return remembered;
}

function remembering(state: State, { id }: RoutingRule, opening: RuledOpening, decided: readonly Decided[]): RuledOpening {
  const revision = state.workspace.entries['routing-rule'].get(id)?.revision ?? 1;
  const routed: RoutedBy = { rule: id, revision, set: decided.slice(0, mostDecided).map(decidedText) };
  return { ...opening, body: { ...opening.body, routed: [...(opening.body.routed ?? []), routed] } };
}

/** Whether a rule before has set something, and not only tried to. */
function hasSet({ routed }: OpeningBody, what: string): boolean {
  return (routed ?? []).some(({ set }) => set.map(readDecided).some((each) => each.what === what && each.left === undefined));
}
