import type { z } from 'zod';
import type { Condition } from '../condition/condition.ts';
import { formatDuration } from '../time/duration.ts';
import { isoOf } from '../time/instant.ts';
import { fileGrouping, fileHeartbeat, fileInhibition, fileMaintenance, fileRoutingRule } from '../workspace/file-noise.ts';
import { given } from '../workspace/file-given.ts';
import { allOf } from './conditions.ts';
import type { Construct } from './construct.ts';
import type { DraftMaintenance, DraftNoise, DraftRule, DraftWhen } from './draft-noise.ts';
import type { Ids } from './names.ts';
import { idsOf, slugOf } from './slug.ts';

type Made = { entry: object } | { why: string };
interface Thing {
  key: string;
  name: string;
  from: readonly Construct[];
}

const mostServices = 100;

/**
 * What a draft says about noise as sections of a workspace file, none for what it says nothing of. What a workspace would not take is
 * left out with the reason, and so is what is about something that was not converted.
 */
export function assembleNoise(draft: DraftNoise, ids: Ids): Record<string, object> {
  const sections = {
    routingRules: section('routingRules', draft.rules, fileRoutingRule, (rule) => fileRule(rule, ids)),
    groupings: section('groupings', draft.groupings, fileGrouping, ({ name, when, by, windowMs, rolling, most }) =>
      withCondition(when, ids, (condition) => ({ name, when: condition, by, window: formatDuration(windowMs), rolling, most })),
    ),
    inhibitions: section('inhibitions', draft.inhibitions, fileInhibition, ({ name, source, target, equal }) => {
      const [from, to] = [conditionOf(source, ids), conditionOf(target, ids)];
      return 'why' in from ? from : 'why' in to ? to : { entry: { name, source: from.condition, target: to.condition, equal } };
    }),
    maintenances: section('maintenances', draft.maintenances.flatMap(inParts), fileMaintenance, (window) => fileWindow(window, ids)),
    heartbeats: section('heartbeats', draft.heartbeats, fileHeartbeat, ({ name, service, everyMs, severity }) => {
      const id = ids.service.get(service);
      return id === undefined ? noService : { entry: { name, service: id, every: formatDuration(everyMs), severity } };
    }),
  };
  return Object.fromEntries(Object.entries(sections).filter(([, entries]) => Object.keys(entries).length > 0));
}

const noService: Made = { why: 'What it is about is not among what was converted.' };

/** One section: what can be made and is taken, by its id. Names that are numbers alone would not keep their place in a file. */
function section<T extends Thing>(
  title: string,
  things: readonly T[],
  schema: z.ZodType,
  make: (thing: T) => Made,
): Record<string, object> {
  const named = things
    .filter(({ from }) => !from.some(({ isLeftOut }) => isLeftOut))
    .map((thing) => ({ ...thing, name: thing.name.trim().slice(0, 200) }));
  const singular = title.replace(/s$/, '');
  const fallback = slugOf(
    singular.replaceAll(/[A-Z]/g, (letter) => `-${letter}`),
    'rule',
  );
  const counted = new Map<string, number>();
  const keyed = named.map((thing) => {
    const count = (counted.get(thing.key) ?? 0) + 1;
    counted.set(thing.key, count);
    const isNumber = /^\d+$/.test(slugOf(thing.name, fallback));
    return { thing, key: count === 1 ? thing.key : `${thing.key} ${count}`, name: isNumber ? `${fallback} ${thing.name}` : thing.name };
  });
  const known = idsOf(keyed, fallback);
  const entries = keyed.flatMap(({ thing, key }): [string, object][] => {
    const id = known.get(key) ?? fallback;
    const made = make(thing);
    const entry = 'entry' in made ? given(made.entry) : undefined;
    const wrong = entry && schema.safeParse(entry).error?.issues[0]?.message;
    if (!entry || wrong !== undefined) {
      const why = 'why' in made ? made.why : `A workspace does not take it: ${wrong ?? ''}.`;
      thing.from.forEach((each) => each.leftOut(why, 'Write it by hand.'));
      return [];
    }
    thing.from.forEach((each) => each.converted(`${title}.${id}`));
    return [[id, entry]];
  });
  return Object.fromEntries(entries);
}

function fileRule({ name, when, set, stop }: DraftRule, ids: Ids): Made {
  const { service, policy, pauseMs, tags, ...rest } = set;
  const serviceId = service === undefined ? undefined : ids.service.get(service);
  const policyId = policy === undefined ? undefined : ids.policy.get(policy);
  if ((service !== undefined && serviceId === undefined) || (policy !== undefined && policyId === undefined)) {
    return { why: `It leads to "${service ?? policy ?? ''}", which is not among what was converted.` };
  }
  const pause = pauseMs === undefined ? undefined : formatDuration(pauseMs);
  return withCondition(when, ids, (condition) => ({
    name,
    when: condition,
    set: given({ ...rest, service: serviceId, policy: policyId, tags: tags?.map((tag) => tag.slice(0, 100)), pause }),
    stop,
  }));
}

/** A window about more services than one may name is several. */
function inParts(window: DraftMaintenance): DraftMaintenance[] {
  const services = window.when.services ?? [];
  const count = Math.max(1, Math.ceil(services.length / mostServices));
  return Array.from({ length: count }, (_, i) => ({
    ...window,
    when: window.when.services ? { ...window.when, services: services.slice(i * mostServices, (i + 1) * mostServices) } : window.when,
  }));
}

function fileWindow({ name, when: { services, ...rest }, once, weekly }: DraftMaintenance, ids: Ids): Made {
  const known = services?.flatMap((key) => ids.service.get(key) ?? []);
  if (known?.length === 0) {
    return noService;
  }
  const asks = rest.integrations !== undefined || rest.condition !== undefined;
  const when = asks ? conditionOf(rest, ids) : undefined;
  if (when && 'why' in when) {
    return when;
  }
  const times = once ? { from: isoOf(once.from), until: isoOf(once.until) } : { ...weekly };
  return { entry: { name, services: known, when: when?.condition, ...times } };
}

function withCondition(when: DraftWhen, ids: Ids, make: (condition: Condition) => object): Made {
  const found = conditionOf(when, ids);
  return 'why' in found ? found : { entry: make(found.condition) };
}

function conditionOf({ services, integrations, condition }: DraftWhen, ids: Ids): { condition: Condition } | { why: string } {
  const asked: Condition[] = [];
  for (const [field, keys, known] of [
    ['integration', integrations, ids.integration],
    ['service', services, ids.service],
  ] as const) {
    if (keys) {
      const found = [...new Set(keys.flatMap((key) => known.get(key) ?? []))].slice(0, mostServices);
      const [only] = found;
      if (only === undefined) {
        return { why: `The ${field} it is about is not among what was converted.` };
      }
      asked.push(found.length === 1 ? { field, is: only } : { field, in: found });
    }
  }
  return { condition: allOf([...asked, ...(condition ? [condition] : [])]) };
}
