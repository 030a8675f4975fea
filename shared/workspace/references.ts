import type { Policy, Target } from '../escalation/policy.ts';
import type { DefinitionKind } from './definitions.ts';
import type { FileDefinitions } from './file.ts';

/** Something wrong in a file, by the path of keys and places to it. */
export interface Finding {
  path: PropertyKey[];
  message: string;
}

/** References that lead nowhere: a page that would reach nobody must not be saved (S95, D5). */
export function danglingReferences(definitions: FileDefinitions): Finding[] {
  const found: Finding[] = [];
  const known = new Map<string, Set<string>>();
  const check = (kind: DefinitionKind, id: string, path: PropertyKey[]) => {
    const ids = known.get(kind) ?? new Set(definitions[kind].map((definition) => definition.id));
    known.set(kind, ids);
    if (!ids.has(id)) {
      const near = [...ids].slice(0, 5).join(', ') || 'none yet';
      found.push({ path, message: `There is no ${kind} "${id}"; define it or use one of: ${near}.` });
    }
  };
  const checkTargets = (targets: readonly Target[] | undefined, path: PropertyKey[]) =>
    targets?.forEach((target, i) => {
      if (target.kind !== 'role') {
        check(definitionOf(target.kind), target.id, [...path, i]);
      }
    });
  const catchAll = definitions.organisation[0]?.catchAll.targets ?? [];
  checkTargets(catchAll, ['organisation', 'catchAll', 'notify']);
  catchAll.forEach(({ kind }, i) => {
    if (kind === 'policy' || kind === 'channel') {
      const message = `The catch-all is the last resort and cannot lead into a ${kind}; name people, teams or schedules.`;
      found.push({ path: ['organisation', 'catchAll', 'notify', i], message });
    }
  });
  definitions.organisation[0]?.statusPage?.services.forEach(({ service }, i) =>
    check('service', service, ['organisation', 'statusPage', 'services', i, 'service']),
  );
  for (const { id, to, teams, services } of definitions.organisation[0]?.digests ?? []) {
    check(to.kind, to.id, ['digests', id, 'to']);
    teams?.forEach((team, i) => check('team', team, ['digests', id, 'teams', i]));
    services?.forEach((service, i) => check('service', service, ['digests', id, 'services', i]));
  }
  for (const team of definitions.team) {
    team.members.forEach((id, i) => check('person', id, ['teams', team.id, 'members', i]));
    if (team.lead !== undefined) {
      check('person', team.lead, ['teams', team.id, 'lead']);
    }
  }
  for (const schedule of definitions.schedule) {
    const path = ['schedules', schedule.id];
    schedule.layers.forEach(({ members }, layer) =>
      members.forEach(({ person }, i) => check('person', person, [...path, ...placeOfLayer(schedule, layer), 'people', i])),
    );
    schedule.overrides?.forEach(({ person }, i) => check('person', person, [...path, 'overrides', i, 'person']));
  }
  definitions.policy.forEach((policy) =>
    targetLists(policy).forEach(({ targets, path }) => checkTargets(targets, ['policies', policy.id, ...path])),
  );
  for (const service of definitions.service) {
    check('policy', service.policy, ['services', service.id, 'policy']);
    if (service.team !== undefined) {
      check('team', service.team, ['services', service.id, 'team']);
    }
  }
  for (const { id, set } of definitions['routing-rule']) {
    const path = ['routingRules', id, 'set'];
    checkTargets(set.assign, [...path, 'assign']);
    if (set.policy !== undefined) {
      check('policy', set.policy, [...path, 'policy']);
    }
    if (set.service !== undefined && !set.service.includes('{{')) {
      check('service', set.service, [...path, 'service']);
    }
  }
  for (const { id, services } of definitions.maintenance) {
    services?.forEach((service, i) => check('service', service, ['maintenances', id, 'services', i]));
  }
  definitions.heartbeat.forEach(({ id, service }) => check('service', service, ['heartbeats', id, 'service']));
  definitions.integration.forEach((integration) => check('service', integration.service, ['integrations', integration.id, 'service']));
  return found;
}

/** Every list of targets in a policy, with its path in a workspace file. */
export function targetLists({ steps, also, rules, checkpoints }: Policy): { targets: readonly Target[]; path: PropertyKey[] }[] {
  const lists: { targets: readonly Target[] | undefined; path: PropertyKey[] }[] = [
    ...steps.map(({ targets }, i) => ({ targets, path: ['steps', i, 'notify'] })),
    ...(also ?? []).map(({ page }, i) => ({ targets: page, path: ['also', i, 'page'] })),
    ...(rules ?? []).map(({ page }, i) => ({ targets: page, path: ['rules', i, 'page'] })),
    ...(checkpoints ?? []).flatMap(({ from, otherwise }, i) => [
      { targets: from, path: ['checkpoints', i, 'from'] },
      { targets: otherwise, path: ['checkpoints', i, 'otherwise'] },
    ]),
  ];
  return lists.flatMap(({ targets, path }) => (targets ? [{ targets, path }] : []));
}

/** The kind of definition a target names: a turn is a team's, a backup a schedule's. */
function definitionOf(kind: Exclude<Target['kind'], 'role'>): DefinitionKind {
  return kind === 'next-of' ? 'team' : kind === 'backup' ? 'schedule' : kind;
}

/** Where a layer stands in a file: a schedule of one rotation needs no list of layers. */
function placeOfLayer({ layers }: { layers: readonly { id: string }[] }, index: number): PropertyKey[] {
  return layers.length === 1 && layers[0]?.id === 'rotation' ? ['rotation'] : ['layers', index];
}
