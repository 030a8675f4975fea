import type { Construct } from '../construct.ts';
import type { DraftIntegration, DraftPolicy, DraftService } from '../draft.ts';

/** A service and an integration for each routing key: it is what a monitor sends its alerts to. */
export function readRoutingKeys(
  root: Construct,
  policies: readonly DraftPolicy[],
): { services: DraftService[]; integrations: DraftIntegration[] } {
  const services = root.children('routingKeys').flatMap((routing): DraftService[] => {
    const key = routing.text('routingKey');
    if (key === undefined) {
      routing.leftOut('It has no name.');
      return [];
    }
    if (routing.flag('isDefault') === true) {
      routing.converted(undefined, 'What came without a known key went here; here every monitor has an integration of its own.');
    }
    const [first, ...others] = routing.children('targets').map((target) => ({ target, slug: target.text('policySlug') }));
    first?.target.converted();
    others.forEach(({ target }) =>
      target.leftOut('A service has one policy here; alerts went to this one as well.', 'Lead into it from a step: policy:ID.'),
    );
    return [{ key, name: key, policy: policies.find((policy) => policy.key === first?.slug)?.key, from: routing }];
  });
  return { services, integrations: services.map(({ key, name, from }) => ({ key, name, service: key, from })) };
}
