import type { Policy, Target } from '../escalation/policy.ts';
import type { PageChannel } from '../incident/incident-events.ts';
import { formatDuration } from '../time/duration.ts';
import { addressFor, addressKindOf } from './contact.ts';
import { lateRule, quietGap } from './rule-lint.ts';
import type { Person } from './definitions.ts';
import type { FileDefinitions } from './file.ts';
import { checkPolicy, type PolicyFindings } from './policy-check.ts';
import { targetLists, type Finding } from './references.ts';

/** What is wrong with the policies of a file, each with its place in the file (ESC29). */
export function checkPolicies(policies: readonly Policy[]): PolicyFindings {
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const findings = policies.map((policy) => ({ id: policy.id, ...checkPolicy(policy, (id) => byId.get(id)) }));
  const placed = (which: 'refused' | 'warned') =>
    findings.flatMap(({ id, [which]: found }) => found.map(({ path, message }): Finding => ({ path: ['policies', id, ...path], message })));
  return { refused: placed('refused'), warned: placed('warned') };
}

/** People whose own rule begins only when the step that pages them is over (D10, DLV20). */
export function lateRules(definitions: FileDefinitions): Finding[] {
  return definitions.person.flatMap((person) =>
    (person.pages ?? []).flatMap(({ channel, afterMs }, i): Finding[] => {
      const late = lateFor(person, { channel, afterMs }, definitions);
      return late === undefined ? [] : [{ path: ['people', person.id, 'pages', i, 'after'], message: late }];
    }),
  );
}

/** Where each kind of address stands in a file; the others' stand with their providers on the relay. */
const needs = { mail: 'email', phone: 'phone' } as const;

/** People whose own rule leads to a way they have no address for (DLV20). */
export function rulesWithoutAddress({ person: people }: FileDefinitions): Finding[] {
  return people.flatMap((person) =>
    (person.pages ?? []).flatMap(({ channel, to }, i): Finding[] => {
      const kind = addressKindOf(channel);
      if (kind === undefined) {
        return [];
      }
      const found = addressFor(person, kind, to);
      const isNamed = to === undefined || (found !== undefined && person.addresses?.[to] === found);
      const path = ['people', person.id, 'pages', i, found === undefined ? 'channel' : 'to'];
      const message =
        found === undefined
          ? `${person.name} wants to be paged by ${channel} and has no "${needs[kind]}"; add it, or nothing is sent.`
          : `${person.name} has no address for ${channel} called "${to ?? ''}"; their first is used instead.`;
      return found !== undefined && isNamed ? [] : [{ path, message }];
    }),
  );
}

/** People who are left with the laptop alone within their quiet hours or outside them (OWN3). */
export function quietRules({ person: people }: Pick<FileDefinitions, 'person'>): Finding[] {
  const messages = {
    'quiet-hours': 'is reached in their quiet hours by the laptop alone, also when it is critical; add a rule for them.',
    'other-hours': 'is reached beside the laptop only in their quiet hours; add a rule for other hours.',
  };
  return people.flatMap((person) => {
    const gap = quietGap(person);
    return gap === undefined ? [] : [{ path: ['people', person.id, 'pages'], message: `${person.name} ${messages[gap]}` }];
  });
}

function lateFor(person: Person, rule: { channel: PageChannel; afterMs: number }, definitions: FileDefinitions): string | undefined {
  const { channel, afterMs } = rule;
  const where = channel === 'desktop' || channel === 'terminal' ? 'here' : `by ${channel}`;
  const late = lateRule(person.id, rule, definitions);
  return (
    late &&
    `${person.name} is paged ${where} after ${formatDuration(afterMs)}, but level ${late.level} of ${late.policy} waits only ${formatDuration(late.withinMs)}; the path has gone on by then.`
  );
}

/** People a file pages who only read along: nobody who may not acknowledge is paged (D5). And a file in which nobody may. */
export function readersPaged(definitions: FileDefinitions): Finding[] {
  const readers = new Map(
    definitions.person.flatMap((person) => (person.role === 'stakeholder' ? [[person.id, person.name] as const] : [])),
  );
  const among = (targets: readonly Target[], path: PropertyKey[]) =>
    targets.flatMap((target, i): Finding[] => {
      const name = target.kind === 'person' ? readers.get(target.id) : undefined;
      return name === undefined
        ? []
        : [{ path: [...path, i], message: `${name} only reads along and is never paged; name somebody else.` }];
    });
  const nobody = definitions.person.length === readers.size;
  return [
    ...(nobody
      ? [{ path: ['people'], message: 'Nobody here may answer a page, so every incident stays silent; give somebody the role responder.' }]
      : []),
    ...among(definitions.organisation[0]?.catchAll.targets ?? [], ['organisation', 'catchAll', 'notify']),
    ...definitions.policy.flatMap((policy) =>
      targetLists(policy).flatMap(({ targets, path }) => among(targets, ['policies', policy.id, ...path])),
    ),
    ...definitions['routing-rule'].flatMap(({ id, set }) => among(set.assign ?? [], ['routingRules', id, 'set', 'assign'])),
  ];
}
