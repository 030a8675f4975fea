import type { Shape } from '../construct.ts';

const computed = [
  '_selfUrl',
  '_membersUrl',
  '_policiesUrl',
  '_adminsUrl',
  '_teamUrl',
  '_policyUrl',
  'version',
  'slug',
  'id',
  'extId',
  'createdAt',
  'verified',
];

const paging: Shape = { kind: 'paging policy step', names: ['contactType'], silent: [...computed, 'contact'] };
const user: Shape = {
  kind: 'user',
  names: ['displayName', 'username'],
  silent: [...computed, 'passwordLastUpdated'],
  children: { pagingPolicies: () => paging },
};
const shift: Shape = { kind: 'rotation shift', names: ['label'], silent: [...computed, 'periods', 'next'] };
const rotation: Shape = {
  kind: 'rotation',
  names: ['label', 'name'],
  silent: [...computed, 'totalMembersInRotation'],
  children: { shifts: () => shift },
};
const override: Shape = { kind: 'override', names: ['start'], silent: computed };
const teamSchedule: Shape = {
  kind: 'on-call schedule',
  names: [],
  silent: [...computed, 'schedule', 'team'],
  children: { overrides: () => override },
};
const team: Shape = {
  kind: 'team',
  names: ['name', 'slug'],
  silent: [...computed, 'memberCount', 'isDefaultTeam', 'description'],
  children: { rotations: () => rotation, schedules: () => teamSchedule },
};
const entry: Shape = { kind: 'step entry', names: ['executionType'], silent: computed };
const step: Shape = { kind: 'step', names: [], silent: computed, children: { entries: () => entry } };
const policy: Shape = { kind: 'escalation policy', names: ['name'], silent: computed, children: { steps: () => step } };
const routingTarget: Shape = { kind: 'routing target', names: ['policyName', 'policySlug'], silent: computed };
const routingKey: Shape = { kind: 'routing key', names: ['routingKey'], silent: computed, children: { targets: () => routingTarget } };
const rule: Shape = { kind: 'alert rule', names: ['alertField'], silent: computed };
const maintenance: Shape = { kind: 'maintenance mode', names: ['purpose'], silent: [...computed, 'startedBy', 'instanceId'] };

/** The shape of Splunk On-Call's (VictorOps') public API. */
export const shape: Shape = {
  kind: 'export',
  names: [],
  children: {
    users: () => user,
    teams: () => team,
    rotations: () => rotation,
    schedules: () => teamSchedule,
    policies: () => policy,
    routingKeys: () => routingKey,
    alertRules: () => rule,
    activeInstances: () => maintenance,
  },
};
