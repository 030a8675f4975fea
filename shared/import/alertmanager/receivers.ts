import type { Construct } from '../construct.ts';
import type { DraftPolicy, DraftService } from '../draft.ts';
import { integrationFields } from './shape.ts';

const pagers: Readonly<Record<string, string>> = {
  pagerduty_configs: 'PagerDuty had its escalation; import it with --from pagerduty.',
  opsgenie_configs: 'Opsgenie had its escalation; import it with --from opsgenie.',
  victorops_configs: 'Splunk On-Call had its escalation; import it with --from splunk-oncall.',
};

/** A service and a policy nobody is on yet for each receiver: whom it pages is not in Alertmanager. `silent` are those that tell nobody. */
export function readReceivers(config: Construct): { services: DraftService[]; policies: DraftPolicy[]; silent: ReadonlySet<string> } {
  const silent = new Set<string>();
  const receivers = config.children('receivers').flatMap((receiver) => {
    const name = receiver.name;
    if (name === undefined) {
      receiver.leftOut('It has no name, so no route can mean it.');
      return [];
    }
    const used = integrationFields.filter((field) => receiver.children(field).length > 0);
    used.forEach((field) => receiver.children(field).forEach((integration) => readIntegration(integration, field)));
    if (used.length === 0) {
      receiver.converted(undefined, 'It sends nothing to anybody; routing rules suppress what only it is told of.');
      silent.add(name);
      return [];
    }
    receiver.approximated(
      'Its service has a policy without people: Alertmanager does not say who is paged.',
      'Write the steps of its policy.',
    );
    return [{ key: name, name, from: receiver }];
  });
  return {
    services: receivers.map((each) => ({ ...each, policy: each.key })),
    policies: receivers.map((each) => ({ ...each, steps: [], loops: 0 })),
    silent,
  };
}

/** What it sends to is never read: addresses and keys of receivers are secrets. */
function readIntegration(integration: Construct, field: string): void {
  const pager = pagers[field];
  integration.leftOut(
    pager === undefined
      ? `Watchbell sends nothing to ${field.replace('_configs', '')}; Alertmanager goes on doing so.`
      : 'Watchbell pages in its place.',
    pager ?? 'Leave it in Alertmanager beside the webhook to Watchbell.',
  );
}
