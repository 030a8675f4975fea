import type { Alert } from '../../shared/alert/alert.ts';
import { applyRules, type RuledOpening } from '../../shared/routing/apply-rules.ts';
import { incidentOf, openingOf } from '../../shared/routing/opening-draft.ts';
import { firstPaged as pagedFirst } from '../../shared/escalation/first-paged.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import type { State } from '../../shared/state/state.ts';
import { mondayNight } from './entries.ts';
import { shop } from './shop.ts';
import { stateWith } from './workspaces.ts';

/** An alert of the shop's monitor, about a disk unless said otherwise. */
export function alertOf(more: Partial<Alert> = {}): Alert {
  return { action: 'trigger', dedupKey: 'disk', summary: 'Disk full on db1', source: 'db1', severity: 'error', ...more };
}

const steps = [{ notify: ['person:ana'], acknowledgeWithin: '5m' }];

/** A shop whose checkout and payments have policies and attributes of their own, with these routing rules in a file's form. */
export function ruledShop(routingRules: Record<string, object>, more: Record<string, Record<string, unknown>> = {}): State {
  const { services, policies, teams, ...rest } = more;
  return stateWith(
    shop(
      { steps },
      {
        teams: { sre: { name: 'SRE', members: ['sam'], lead: 'lea' }, ...teams },
        policies: { experts: { name: 'Experts', steps: [{ notify: ['person:dana'] }] }, ...policies },
        services: {
          'payments-api': { name: 'Payments API', team: 'sre', policy: 'experts', attributes: { owner: 'SRE', region: 'US-East' } },
          ...services,
        },
        routingRules,
        ...rest,
      },
    ),
  );
}

/** What the rules make of an alert of the monitor. */
export function ruledBy(state: State, alert: Partial<Alert> = {}, now = mondayNight): RuledOpening {
  return applyRules(state, openingOf(state, 'monitoring', alertOf(alert)), now);
}

/** Whom the incident that would be opened pages first. */
export function firstPaged(state: State, { body }: RuledOpening, now = mondayNight): readonly string[] {
  const incident = incidentOf(body, 'incident-1', now);
  return pagedFirst(incident, rulesFor(state, incident), now);
}
