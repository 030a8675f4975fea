import { parse } from 'yaml';
import type { SourceFile } from '../../shared/import/source.ts';
import type { SourceName } from './imports.ts';

// What counts as a construct of each system, written down once more and apart from the importer: `PARENT > field`, the top being empty.
const constructs: Readonly<Record<SourceName, string>> = {
  pagerduty: `
    : [users, teams, schedules, overrides, escalation_policies, services, maintenance_windows, rulesets, event_rules, event_orchestrations, orchestration_paths]
    users: [contact_methods, notification_rules]
    teams: [members]
    schedules: [schedule_layers, overrides, overrides_subschedule]
    overrides_subschedule: [rendered_schedule_entries]
    schedule_layers: [restrictions]
    escalation_policies: [escalation_rules]
    escalation_rules: [targets]
    services: [integrations, incident_urgency_rule, support_hours, scheduled_actions, alert_grouping_parameters, auto_pause_notifications_parameters]
    rulesets: [rules]
    orchestration_paths: [sets]
    sets: [rules]`,
  opsgenie: `
    : [users, teams, schedules, escalations, integrations, services, policies, maintenance, heartbeats]
    users: [userContacts, notificationRules]
    teams: [routingRules]
    schedules: [rotations, overrides]
    rotations: [participants]
    escalations: [rules, repeat]`,
  'splunk-oncall': `
    : [users, teams, rotations, schedules, policies, routingKeys, alertRules, activeInstances]
    users: [pagingPolicies]
    teams: [rotations, schedules]
    rotations: [shifts]
    schedules: [overrides]
    policies: [steps]
    steps: [entries]
    routingKeys: [targets]`,
  'grafana-oncall': `
    : [users, teams, schedules, on_call_shifts, escalation_chains, escalation_policies, integrations, routes, personal_notification_rules, webhooks]
    integrations: [default_route]`,
  goalert: `
    : [users, rotations, schedules, userOverrides, escalationPolicies, services]
    users: [contactMethods, notificationRules]
    schedules: [targets, temporarySchedules, onCallNotificationRules]
    targets: [rules]
    escalationPolicies: [steps]
    steps: [targets, actions]
    services: [integrationKeys, heartbeatMonitors, labels]`,
  alertmanager: `
    : [config]
    config: [route, receivers, inhibit_rules, time_intervals, mute_time_intervals]
    route: [routes]
    routes: [routes]
    receivers: [email_configs, slack_configs, pagerduty_configs, opsgenie_configs, webhook_configs]`,
};

/** A construct found by walking a source's files, and the path a report names it by. */
export interface FoundConstruct {
  path: string;
  value: Record<string, unknown>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function elementsOf(value: unknown): unknown[] {
  const nodes = isObject(value) ? value['nodes'] : undefined;
  return Array.isArray(value) ? value : Array.isArray(nodes) ? nodes : isObject(value) ? [value] : [];
}

/** Every construct in files of one page each, found without the importer. */
export function constructsIn(source: SourceName, files: readonly SourceFile[]): FoundConstruct[] {
  const kinds = parse(constructs[source].replace(/^ *:/m, '    "":')) as Record<string, string[]>;
  const found: FoundConstruct[] = [];
  const walk = (value: Record<string, unknown>, kind: string, path: string) => {
    for (const field of kinds[kind] ?? []) {
      const isList = !isObject(value[field]) || Array.isArray(value[field]['nodes']);
      elementsOf(value[field]).forEach((element, i) => {
        const own = `${path === '' ? '' : `${path}.`}${field}${isList ? `[${i}]` : ''}`;
        found.push({ path: own, value: isObject(element) ? element : {} });
        walk(isObject(element) ? element : {}, field, own);
      });
    }
  };
  walk(collectionsOf(source, files, kinds[''] ?? []), '', '');
  return found;
}

function collectionsOf(source: SourceName, files: readonly SourceFile[], names: readonly string[]): Record<string, unknown[]> {
  const collections: Record<string, unknown[]> = {};
  const put = (name: string, values: unknown) => (collections[name] ??= []).push(...elementsOf(values).flat());
  for (const { path, values } of files) {
    const own = names.find((name) =>
      path
        .replaceAll(/[^a-z]/gi, '')
        .toLowerCase()
        .endsWith(`${name.replaceAll(/[^a-z]/gi, '').toLowerCase()}json`),
    );
    for (const value of values as unknown[]) {
      const inner = isObject(value) ? (value['data'] ?? value['results'] ?? value) : value;
      const inside = names.filter((name) => isObject(inner) && Object.hasOwn(inner, name));
      if (source === 'alertmanager') {
        put('config', value);
      } else if (isObject(inner) && inside.length > 0) {
        inside.forEach((name) => put(name, inner[name]));
      } else if (own !== undefined) {
        put(own, inner);
      }
    }
  }
  return collections;
}
