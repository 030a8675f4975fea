import type { Shape } from '../construct.ts';

const computed = ['id', '_parent', 'links', 'createdAt', 'updatedAt', 'insertedAt'];

const contact: Shape = { kind: 'contact method', names: ['contactMethod', 'method'], silent: [...computed, 'status', 'applyOrder'] };
const notificationRule: Shape = { kind: 'notification rule', names: ['name', 'actionType'], silent: computed };
const user: Shape = {
  kind: 'user',
  names: ['fullName', 'username'],
  silent: [...computed, 'verified', 'locale', 'userAddress', 'tags', 'details', 'skypeUsername'],
  children: { userContacts: () => contact, notificationRules: () => notificationRule, notification_rules: () => notificationRule },
};
const routingRule: Shape = { kind: 'routing rule', names: ['name'], silent: [...computed, 'order'] };
const team: Shape = { kind: 'team', silent: [...computed, 'description'], children: { routingRules: () => routingRule } };
const participant: Shape = { kind: 'participant', names: ['username', 'name'], silent: [] };
const rotation: Shape = { kind: 'rotation', silent: computed, children: { participants: () => participant } };
const override: Shape = { kind: 'override', names: ['alias'], silent: computed };
const schedule: Shape = {
  kind: 'schedule',
  silent: [...computed, 'description', 'ownerTeam'],
  children: { rotations: () => rotation, overrides: () => override },
};
const rule: Shape = { kind: 'escalation rule', names: [], silent: computed };
const repeat: Shape = { kind: 'repeat', names: [] };
const escalation: Shape = { kind: 'escalation', silent: computed, children: { rules: () => rule, repeat: () => repeat } };
const integration: Shape = {
  kind: 'integration',
  silent: [
    ...computed,
    'apiKey',
    'version',
    'advanced',
    'allowWriteAccess',
    'allowReadAccess',
    'allowDeleteAccess',
    'allowConfigurationAccess',
    'isAdvanced',
    'isGlobal',
  ],
};
const service: Shape = { kind: 'service', silent: [...computed, 'tags', 'isExternal', 'visibility'] };
const policy: Shape = { kind: 'alert or notification policy', silent: [...computed, 'order'] };
const maintenance: Shape = { kind: 'maintenance', names: ['description'], silent: [...computed, 'status'] };
const heartbeat: Shape = { kind: 'heartbeat', silent: computed };

/** The shape of Opsgenie's REST API v2 and of its configuration backup. */
export const shape: Shape = {
  kind: 'export',
  names: [],
  children: {
    users: () => user,
    teams: () => team,
    schedules: () => schedule,
    escalations: () => escalation,
    integrations: () => integration,
    services: () => service,
    policies: () => policy,
    maintenance: () => maintenance,
    heartbeats: () => heartbeat,
  },
};
