import type { Shape } from '../construct.ts';

const computed = ['id', '__typename', 'isFavorite', 'description'];

const method: Shape = {
  kind: 'contact method',
  silent: [...computed, 'value', 'formattedValue', 'dest', 'disabled', 'pending', 'lastTestVerifyAt', 'statusUpdates'],
};
const notificationRule: Shape = { kind: 'notification rule', names: [], silent: [...computed, 'contactMethodID'] };
const user: Shape = {
  kind: 'user',
  names: ['name', 'email'],
  silent: [
    ...computed,
    'sessions',
    'authSubjects',
    'onCallSteps',
    'onCallOverview',
    'calendarSubscriptions',
    'statusUpdateContactMethodID',
  ],
  children: { contactMethods: () => method, notificationRules: () => notificationRule },
};
const rotation: Shape = { kind: 'rotation', silent: [...computed, 'nextHandoffTimes'] };
const rule: Shape = { kind: 'schedule rule', names: [], silent: ['id', 'scheduleID', 'target', '__typename'] };
const assignment: Shape = { kind: 'schedule target', names: [], silent: ['scheduleID', '__typename'], children: { rules: () => rule } };
const temporary: Shape = { kind: 'temporary schedule', names: ['start'], silent: ['__typename'] };
const onCallNotice: Shape = { kind: 'on-call notification', names: [], silent: ['id', '__typename'] };
const schedule: Shape = {
  kind: 'schedule',
  silent: [...computed, 'assignedTo', 'shifts'],
  children: { targets: () => assignment, temporarySchedules: () => temporary, onCallNotificationRules: () => onCallNotice },
};
const override: Shape = { kind: 'override', names: [], silent: ['id', '__typename', 'addUser', 'removeUser'] };
const target: Shape = { kind: 'step target', names: ['name'], silent: ['__typename'] };
const step: Shape = {
  kind: 'escalation step',
  names: [],
  silent: ['id', '__typename', 'escalationPolicy'],
  children: { targets: () => target, actions: () => target },
};
const policy: Shape = { kind: 'escalation policy', silent: [...computed, 'assignedTo', 'notices'], children: { steps: () => step } };
// The id of an integration key is the key itself, and so is its address.
const integration: Shape = {
  kind: 'integration key',
  names: ['name'],
  silent: ['id', 'href', 'serviceID', '__typename', 'tokenInfo', 'externalSystemName'],
};
const heartbeat: Shape = { kind: 'heartbeat monitor', names: ['name'], silent: ['id', 'href', 'lastState', 'lastHeartbeat', '__typename'] };
const label: Shape = { kind: 'label', names: ['key'], silent: ['__typename'] };
const service: Shape = {
  kind: 'service',
  silent: [...computed, 'onCallUsers', 'recentEvents', 'notices'],
  children: { integrationKeys: () => integration, heartbeatMonitors: () => heartbeat, labels: () => label },
};

/** The shape of what GoAlert's GraphQL API answers. */
export const shape: Shape = {
  kind: 'export',
  names: [],
  children: {
    users: () => user,
    rotations: () => rotation,
    schedules: () => schedule,
    userOverrides: () => override,
    escalationPolicies: () => policy,
    services: () => service,
  },
};
