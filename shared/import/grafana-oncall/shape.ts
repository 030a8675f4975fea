import type { Shape } from '../construct.ts';

const chats = ['slack', 'telegram', 'msteams'];
const computed = ['id', 'team_id', 'created_at', 'link', 'inbound_email'];

const user: Shape = {
  kind: 'user',
  names: ['name', 'username', 'email'],
  silent: [...computed, ...chats, 'grafana_id', 'is_phone_number_verified', 'avatar_url', 'avatar'],
};
const team: Shape = { kind: 'team', silent: [...computed, 'avatar_url', 'grafana_id'] };
const schedule: Shape = { kind: 'schedule', silent: [...computed, 'on_call_now', 'enable_web_overrides'] };
const shift: Shape = { kind: 'on-call shift', silent: [...computed, 'source', 'schedule'] };
const chain: Shape = { kind: 'escalation chain', silent: computed };
const step: Shape = { kind: 'escalation policy', names: ['type'], silent: computed };
const defaultRoute: Shape = {
  kind: 'default route',
  names: ['id'],
  silent: [...computed, 'is_the_last_route', 'routing_regex', 'position', 'routing_type'],
};
const integration: Shape = {
  kind: 'integration',
  names: ['name', 'description_short'],
  silent: [...computed, 'inbound_email', 'heartbeat', 'description_short', 'labels', 'dynamic_labels'],
  children: { default_route: () => defaultRoute },
};
const route: Shape = { kind: 'route', names: ['routing_regex'], silent: computed };
const personal: Shape = { kind: 'personal notification rule', names: ['type'], silent: computed };
const webhook: Shape = {
  kind: 'outgoing webhook',
  silent: [...computed, 'url', 'password', 'authorization_header', 'headers', 'data', 'username'],
};
const userGroup: Shape = { kind: 'user group', silent: computed };
const swap: Shape = { kind: 'shift swap', names: ['swap_start'], silent: computed };

/** The shape of Grafana OnCall's HTTP API. */
export const shape: Shape = {
  kind: 'export',
  names: [],
  children: {
    users: () => user,
    teams: () => team,
    schedules: () => schedule,
    on_call_shifts: () => shift,
    escalation_chains: () => chain,
    escalation_policies: () => step,
    integrations: () => integration,
    routes: () => route,
    personal_notification_rules: () => personal,
    webhooks: () => webhook,
    user_groups: () => userGroup,
    shift_swaps: () => swap,
  },
};
