import { isoOf, parseIso } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftIntegration, DraftPerson, DraftService } from '../draft.ts';

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

/** The services and their integrations. The id of an integration key is a secret and goes nowhere. */
export function readServices(root: Construct): { services: DraftService[]; integrations: DraftIntegration[] } {
  const integrations: DraftIntegration[] = [];
  const services = root.children('services').flatMap((service): DraftService[] => {
    const key = service.text('id');
    if (key === undefined) {
      service.leftOut('It has no id, so nothing can mean it.');
      return [];
    }
    const policy = service.text('escalationPolicyID') ?? service.part('escalationPolicy', ['name', '__typename'])?.text('id');
    const until = parseIso(service.text('maintenanceExpiresAt') ?? '');
    if (until !== undefined) {
      service.approximated(
        `Maintenance holds its pages back until ${isoOf(until)} in GoAlert; here it pages.`,
        'Leave it out of the file until then.',
      );
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
    service
      .children('heartbeatMonitors')
      .forEach((heartbeat) =>
        heartbeat.leftOut(
          `It expects a beat every ${heartbeat.text('timeoutMinutes') ?? '?'} min; Watchbell does not wait for the beats of others.`,
          'Let a monitor watch for them.',
        ),
      );
    service.children('labels').forEach((label) => {
      label.leftOut(
        `It says "${label.text('value') ?? ''}"; labels of services are attributes here.`,
        'Write it under "attributes" of the service if a condition should read it.',
      );
    });
    return [{ key, name: service.name ?? key, policy, from: service }];
  });
  return { services, integrations };
}
