import { formatDuration } from '../../time/duration.ts';
import { SECOND_MS } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftPolicy, DraftStep, DraftTarget, DraftTeam } from '../draft.ts';
import { minuteOf, minutesBetween, onDays, type WeekSpan } from '../week.ts';

/** How often a chain with a step that repeats is walked in all. */
const repeats = 5;

/** The escalation chains with their policies as steps, and the teams who take turns in them. */
export function readChains(root: Construct): { policies: DraftPolicy[]; teams: DraftTeam[] } {
  const teams: DraftTeam[] = [];
  const steps = root
    .children('escalation_policies')
    .map((step) => ({ step, chain: step.text('escalation_chain_id'), position: step.number('position') ?? 0 }));
  const chains = root.children('escalation_chains').flatMap((chain): DraftPolicy[] => {
    const key = chain.text('id');
    if (key === undefined) {
      chain.leftOut('It has no id, so nothing can mean it.');
      return [];
    }
    const own = steps.filter((each) => each.chain === key).toSorted((a, b) => a.position - b.position);
    const made = walk(
      own.map(({ step }) => step),
      { key, name: chain.name ?? key, teams },
    );
    return [{ key, name: chain.name ?? key, zone: 'UTC', ...made, from: chain }];
  });
  const known = new Set(chains.map(({ key }) => key));
  steps
    .filter(({ chain }) => chain === undefined || !known.has(chain))
    .forEach(({ step }) => step.leftOut('Its chain is not in the export.', 'Fetch escalation_chains too, and import again.'));
  return { policies: chains, teams };
}

/** What is paged at once is one step; waits say how long a step waits, and hours hold for the steps behind them. */
function walk(all: readonly Construct[], chain: { key: string; name: string; teams: DraftTeam[] }): { steps: DraftStep[]; loops: number } {
  const steps: DraftStep[] = [];
  let during: WeekSpan[] | undefined;
  let hasWaited = true;
  let loops = 0;
  for (const each of all) {
    const type = each.text('type') ?? '';
    const last = steps.at(-1);
    if (type === 'wait') {
      wait(each, last);
      hasWaited = true;
    } else if (type === 'notify_if_time_from_to') {
      during = hoursOf(each) ?? during;
      hasWaited = true;
    } else if (type === 'repeat_escalation') {
      loops = repeats;
      each.converted();
    } else {
      const targets = targetsOf(each, type, chain);
      if (targets.length > 0 && last && !hasWaited) {
        last.targets.push(...targets);
        last.from.push(each);
      } else if (targets.length > 0) {
        steps.push({ targets, during, from: [each] });
        hasWaited = false;
      }
    }
  }
  return { steps, loops };
}

function wait(each: Construct, last: DraftStep | undefined): void {
  const waitMs = (each.number('duration') ?? 0) * SECOND_MS;
  if (last) {
    last.acknowledgeWithinMs = (last.acknowledgeWithinMs ?? 0) + waitMs;
    each.converted(undefined, 'It is how long the step before it waits.');
  } else {
    each.leftOut(`Grafana OnCall waits ${formatDuration(waitMs)} before it pages anybody; here the first step is paged at once.`);
  }
}

/** Hours in UTC, which is all there is (B2). */
function hoursOf(each: Construct): WeekSpan[] | undefined {
  const [from, until] = [minuteOf(each.text('notify_if_time_from')), minuteOf(each.text('notify_if_time_to'))];
  if (from === undefined || until === undefined) {
    each.leftOut('Its hours cannot be read.');
    return undefined;
  }
  each.approximated(
    'Outside these hours Grafana OnCall waits until they begin; here the steps behind it are passed over then, and when none is left the catch-all is paged. They are hours of UTC, as they were.',
    'Set the policy’s "zone" for hours that follow the clock on the wall.',
  );
  return onDays([0, 1, 2, 3, 4, 5, 6], from, minutesBetween(from, until));
}

function targetsOf(each: Construct, type: string, chain: { key: string; name: string; teams: DraftTeam[] }): DraftTarget[] {
  const one = (kind: DraftTarget['kind'], key: string | undefined): DraftTarget[] => {
    if (key === undefined) {
      each.leftOut('It does not say whom it pages.', 'Name a person, team or schedule in its place.');
    }
    return key === undefined ? [] : [{ kind, key, from: each }];
  };
  if (each.flag('important') === true) {
    each.approximated(
      'It is important in Grafana OnCall and uses people’s own rules for that; here urgency follows the severity of the alert.',
    );
  }
  switch (type) {
    case 'notify_persons': {
      const people = each.texts('persons_to_notify');
      return people.length > 0 ? people.flatMap((key) => one('person', key)) : one('person', undefined);
    }
    case 'notify_person_next_each_time': {
      const members = each.texts('persons_to_notify_next_each_time');
      const key = `${chain.key} ${each.text('id') ?? each.path}`;
      if (members.length > 0) {
        chain.teams.push({ key, name: `${chain.name}, in turn`, members, from: each });
      }
      return one('next-of', members.length > 0 ? key : undefined);
    }
    case 'notify_on_call_from_schedule':
      return one('schedule', each.text('notify_on_call_from_schedule'));
    case 'notify_team_members':
      return one('team', each.text('notify_to_team_members') ?? each.text('team_to_notify'));
    case 'resolve':
      each.leftOut('It resolves by itself what nobody resolved; here the catch-all is paged until somebody acknowledges.');
      return [];
    case 'trigger_webhook':
    case 'trigger_action':
      each.text('action_to_trigger');
      each.leftOut('Watchbell calls no webhooks.', 'Let the monitor do it.');
      return [];
    default:
      each.leftOut(`A step here does not do "${type}".`, 'Name a person, team or schedule in its place.');
      return [];
  }
}
