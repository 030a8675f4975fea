import type { Shape } from '../construct.ts';

/** What PagerDuty puts into every object: addresses, and what is computed from the rest. */
export const referenceFields = ['id', 'type', 'summary', 'self', 'html_url', 'deleted_at'];
const computed = [...referenceFields, 'created_at', 'updated_at', 'color', 'avatar_url'];

const contactMethod: Shape = {
  kind: 'contact method',
  names: ['label', 'summary'],
  silent: [...computed, 'blacklisted', 'enabled', 'send_short_email', 'send_html_email'],
};
const notificationRule: Shape = { kind: 'notification rule', names: ['summary'], silent: computed };
const user: Shape = {
  kind: 'user',
  names: ['name', 'summary', 'email'],
  silent: [...computed, 'billed', 'description', 'invitation_sent', 'job_title', 'locale', 'coordinated_incidents'],
  children: { contact_methods: () => contactMethod, notification_rules: () => notificationRule },
};
const member: Shape = { kind: 'team member', names: ['role'], silent: computed };
const team: Shape = {
  kind: 'team',
  names: ['name', 'summary'],
  silent: [...computed, 'description', 'default_role'],
  children: { members: () => member },
};

const restriction: Shape = { kind: 'restriction', names: ['type'] };
const layer: Shape = {
  kind: 'schedule layer',
  silent: [...computed, 'rendered_schedule_entries', 'rendered_coverage_percentage'],
  children: { restrictions: () => restriction },
};
const override: Shape = { kind: 'override', names: ['summary'], silent: computed };
const rendered: Shape = {
  kind: 'overrides as rendered',
  silent: ['rendered_coverage_percentage'],
  children: { rendered_schedule_entries: () => override },
};
const schedule: Shape = {
  kind: 'schedule',
  names: ['name', 'summary'],
  silent: [
    ...computed,
    'description',
    'final_schedule',
    'users',
    'escalation_policies',
    'teams',
    'http_cal_url',
    'web_cal_url',
    'personal_http_cal_url',
    'personal_web_cal_url',
    'next_oncall_for_user',
  ],
  children: { schedule_layers: () => layer, overrides: () => override, overrides_subschedule: () => rendered },
};

const target: Shape = { kind: 'escalation target', names: ['summary', 'name'], silent: computed };
const rule: Shape = { kind: 'escalation rule', names: [], silent: computed, children: { targets: () => target } };
const policy: Shape = {
  kind: 'escalation policy',
  names: ['name', 'summary'],
  silent: [...computed, 'services', 'teams', 'on_call_handoff_notifications', 'privilege'],
  children: { escalation_rules: () => rule },
};

const integration: Shape = {
  kind: 'integration',
  names: ['name', 'summary'],
  silent: [
    ...computed,
    'service',
    'vendor',
    'integration_key',
    'integration_email',
    'email_incident_creation',
    'email_filter_mode',
    'email_parsers',
    'email_parsing_fallback',
    'email_filters',
  ],
};
const urgency: Shape = { kind: 'urgency rule', names: ['type'] };
const supportHours: Shape = { kind: 'support hours', names: ['type'] };
const scheduledAction: Shape = { kind: 'scheduled action', names: ['type'] };
const grouping: Shape = { kind: 'alert grouping', names: ['type'] };
const pause: Shape = { kind: 'auto-pause', names: [] };
const service: Shape = {
  kind: 'service',
  names: ['name', 'summary'],
  silent: [...computed, 'description', 'last_incident_timestamp', 'addons', 'alert_creation'],
  children: {
    integrations: () => integration,
    incident_urgency_rule: () => urgency,
    support_hours: () => supportHours,
    scheduled_actions: () => scheduledAction,
    alert_grouping_parameters: () => grouping,
    auto_pause_notifications_parameters: () => pause,
  },
};
const maintenance: Shape = {
  kind: 'maintenance window',
  names: ['description', 'summary'],
  silent: [...computed, 'sequence_number', 'created_by', 'teams'],
};

const eventRule: Shape = { kind: 'event rule', names: ['label', 'id'], silent: computed };
const ruleset: Shape = {
  kind: 'ruleset',
  names: ['name', 'id'],
  silent: [...computed, 'routing_keys', 'team', 'creator', 'updater'],
  children: { rules: () => eventRule },
};
const orchestration: Shape = {
  kind: 'event orchestration',
  names: ['name', 'id'],
  silent: [...computed, 'team', 'integrations', 'routes', 'created_by', 'updated_by', 'version'],
};
const orchestrationRule: Shape = { kind: 'orchestration rule', names: ['label', 'id'], silent: computed };
const orchestrationSet: Shape = { kind: 'orchestration set', names: ['id'], children: { rules: () => orchestrationRule } };
const orchestrationPath: Shape = {
  kind: 'orchestration path',
  names: ['type'],
  silent: [...computed, 'created_by', 'updated_by', 'version'],
  children: { sets: () => orchestrationSet },
};
const businessService: Shape = { kind: 'business service', names: ['name'], silent: computed };

/** The shape of PagerDuty's REST API v2. */
export const shape: Shape = {
  kind: 'export',
  names: [],
  children: {
    users: () => user,
    teams: () => team,
    schedules: () => schedule,
    overrides: () => override,
    escalation_policies: () => policy,
    services: () => service,
    maintenance_windows: () => maintenance,
    rulesets: () => ruleset,
    event_rules: () => eventRule,
    event_orchestrations: () => orchestration,
    orchestration_paths: () => orchestrationPath,
    business_services: () => businessService,
  },
};
