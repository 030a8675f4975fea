import { DAY_MS, MINUTE_MS, parseIso, type Instant } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftHeartbeat, DraftMaintenance } from '../draft-noise.ts';
import type { Draft, DraftIntegration, DraftPerson, DraftService } from '../draft.ts';

/** The users. */
export function readPeople(root: Construct): DraftPerson[] {
  return root.children('users').flatMap((user): DraftPerson[] => {
    const key = user.text('id');
    if (key === undefined) {
      user.leftOut('It has no id, so nothing can mean it.', 'Add this person by hand.');
      return [];
    }
    user.children('contactMethods').forEach((method) => {
      method.leftOut(
        `Watchbell pages on the desktop, not by "${method.text('type') ?? 'another way'}".`,
        'Have this person pair their desktop: watchbell pair.',
      );
    });
    user
      .children('notificationRules')
      .forEach((rule) =>
        rule.leftOut(
          `It waits ${rule.number('delayMinutes') ?? 0} min; Watchbell pages on the desktop at once.`,
          '"people.ID.pages" can delay it.',
        ),
      );
    return [
      { key, name: user.name ?? key, role: user.text('role') === 'admin' ? 'admin' : 'responder', email: user.text('email'), from: user },
    ];
  });
}

/** The services, their integrations, heartbeats and maintenance. The id of an integration key is a secret and goes nowhere. */
export function readServices(root: Construct, now: Instant): Pick<Draft, 'services' | 'integrations' | 'maintenances' | 'heartbeats'> {
  const integrations: DraftIntegration[] = [];
  const maintenances: DraftMaintenance[] = [];
  const heartbeats: DraftHeartbeat[] = [];
  const services = root.children('services').flatMap((service): DraftService[] => {
    const key = service.text('id');
    if (key === undefined) {
      service.leftOut('It has no id, so nothing can mean it.');
      return [];
    }
    const policy = service.text('escalationPolicyID') ?? service.part('escalationPolicy', ['name', '__typename'])?.text('id');
    const name = service.name ?? key;
    const until = parseIso(service.text('maintenanceExpiresAt') ?? '');
    if (until !== undefined && until > now) {
      maintenances.push({ key, name: `Maintenance of ${name}`, when: { services: [key] }, once: { from: now, until }, from: [service] });
    }
    service.children('integrationKeys').forEach((integration, i) => {
      const type = integration.text('type') ?? '';
      if (type === 'email') {
        integration.leftOut('Watchbell takes no mail.', 'Have this monitor send PagerDuty’s Events API v2 or Alertmanager’s webhook.');
        return;
      }
      if (type !== 'prometheusAlertmanager') {
        integration.approximated(
          `It is of the kind "${type}"; Watchbell takes PagerDuty’s Events API v2 and Alertmanager’s webhook.`,
          'Set this monitor to send one of them.',
        );
      }
      integrations.push({
        key: `${key} ${i} ${integration.name ?? ''}`,
        name: integration.name ?? `${service.name ?? ''} ${type}`,
        service: key,
        from: integration,
      });
    });
    heartbeats.push(...service.children('heartbeatMonitors').flatMap((heartbeat) => readHeartbeat(heartbeat, key)));
    service.children('labels').forEach((label) => {
      label.leftOut(
        `It says "${label.text('value') ?? ''}"; labels of services are attributes here.`,
        'Write it under "attributes" of the service if a condition should read it.',
      );
    });
    return [{ key, name, policy, from: service }];
  });
  return { services, integrations, maintenances, heartbeats };
}

/** A heartbeat; its id is its address, and a secret. */
function readHeartbeat(heartbeat: Construct, service: string): DraftHeartbeat[] {
  const minutes = heartbeat.number('timeoutMinutes') ?? 0;
  if (minutes <= 0 || minutes > (31 * DAY_MS) / MINUTE_MS) {
    heartbeat.leftOut('How often it beats cannot be read, or is more seldom than once in 31 days.', 'Write it under "heartbeats".');
    return [];
  }
  heartbeat.converted(undefined, 'Its address is another: /ingest/heartbeat/ID with the key of an integration.');
  const name = heartbeat.name ?? 'Heartbeat';
  return [{ key: `${service} ${name}`, name, service, everyMs: Math.round(minutes * MINUTE_MS), from: [heartbeat] }];
}
