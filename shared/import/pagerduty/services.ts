import { SECOND_MS } from '../../time/instant.ts';
import { formatDuration } from '../../time/duration.ts';
import type { Construct } from '../construct.ts';
import type { DraftGrouping, DraftRule } from '../draft-noise.ts';
import type { DraftIntegration, DraftService } from '../draft.ts';
import { readGroupings, readPause } from './groupings.ts';
import { referenceIn } from './people.ts';
import { referenceFields } from './shape.ts';

/** What is read of the services: beside themselves their integrations, and how their alerts are grouped and paused. */
export interface ReadServices {
  services: DraftService[];
  integrations: DraftIntegration[];
  groupings: DraftGrouping[];
  pauses: DraftRule[];
}

/** The services. */
export function readServices(root: Construct): ReadServices {
  const integrations: DraftIntegration[] = [];
  const groupings: DraftGrouping[] = [];
  const pauses: DraftRule[] = [];
  const services = root.children('services').flatMap((service): DraftService[] => {
    const key = service.text('id');
    if (key === undefined) {
      service.leftOut('It has no id, so nothing can mean it.', 'Write the service by hand.');
      return [];
    }
    const name = service.name ?? key;
    readSettings(service);
    groupings.push(...readGroupings(service, key));
    pauses.push(...service.children('auto_pause_notifications_parameters').flatMap((pause) => readPause(pause, { key, name })));
    integrations.push(...service.children('integrations').flatMap((each) => readIntegration(each, key) ?? []));
    const [team, ...others] = service.parts('teams', referenceFields).flatMap((each) => each.text('id') ?? []);
    if (others.length > 0) {
      service.approximated('A service has one team here; the first of them owns it.');
    }
    const timeout = service.number('acknowledgement_timeout');
    return [
      {
        key,
        name,
        team,
        policy: referenceIn(service, 'escalation_policy')?.key,
        acknowledgementExpiresAfterMs: timeout === undefined || timeout <= 0 ? undefined : timeout * SECOND_MS,
        from: service,
      },
    ];
  });
  return { services, integrations, groupings, pauses };
}

function readSettings(service: Construct): void {
  const resolveAfter = service.number('auto_resolve_timeout');
  if (resolveAfter !== undefined && resolveAfter > 0) {
    service.approximated(
      `PagerDuty resolves what stays open for ${formatDuration(resolveAfter * SECOND_MS)}; here it stays open until somebody, or the monitor, resolves it.`,
    );
  }
  const status = service.text('status');
  if (status === 'disabled' || status === 'maintenance') {
    service.approximated(
      `It is ${status === 'disabled' ? 'switched off' : 'under maintenance'} in PagerDuty and pages here.`,
      'Leave it out of the file if it should not.',
    );
  }
  service.children('incident_urgency_rule').forEach(readUrgency);
  service.children('support_hours').forEach((hours) => {
    const days = hours.texts('days_of_week').join(', ');
    hours.leftOut(
      `Support hours are ${hours.text('start_time') ?? '?'} to ${hours.text('end_time') ?? '?'} ${hours.text('time_zone') ?? ''}, days ${days}; urgency does not change with them here.`,
      'A condition "during" on a step does.',
    );
  });
  service
    .children('scheduled_actions')
    .forEach((action) =>
      action.leftOut('Nothing raises the urgency at a time of day here.', 'Write a rule with "during" and "page" into the policy.'),
    );
}

function readUrgency(rule: Construct): void {
  const type = rule.text('type');
  const urgencies = [
    rule.text('urgency'),
    ...['during_support_hours', 'outside_support_hours'].map((key) => rule.part(key, ['type'])?.text('urgency')),
  ];
  if (type === 'constant' && urgencies[0] === 'severity_based') {
    rule.converted(undefined, 'Urgency follows the severity of the alert here too.');
  } else if (type === 'constant' && urgencies[0] === 'high') {
    rule.approximated(
      'Every alert is of high urgency in PagerDuty; here urgency follows its severity: a warning is paged once and info pages nobody.',
      'Send error or critical for what must go up the path, or change "organisation.severities".',
    );
  } else if (type === 'constant') {
    rule.leftOut(
      'Every alert is of low urgency and does not escalate in PagerDuty; here urgency follows its severity.',
      'Send warning for what must not escalate.',
    );
  } else {
    rule.leftOut(
      `Urgency is ${urgencies[1] ?? 'unknown'} during support hours and ${urgencies[2] ?? 'unknown'} outside them; here it follows the severity of the alert at all hours.`,
      'Send warning for what can wait, or write conditions "during" into the policy.',
    );
  }
}

function readIntegration(integration: Construct, service: string): DraftIntegration | undefined {
  const type = integration.text('type') ?? '';
  const key = integration.text('id');
  if (key === undefined || /email/.test(type)) {
    integration.leftOut(
      key === undefined ? 'It has no id.' : 'Watchbell takes no mail.',
      'Have this monitor send PagerDuty’s Events API v2 or Alertmanager’s webhook.',
    );
    return undefined;
  }
  if (!/^(events_api_v2|generic_events_api)_inbound/.test(type)) {
    integration.approximated(
      `It is of the kind "${type}"; Watchbell takes PagerDuty’s Events API v2 and Alertmanager’s webhook.`,
      'Set this monitor to send one of them.',
    );
  }
  return { key, name: integration.name ?? key, service, from: integration };
}
