import { DAY_MS, isoOf, parseIso, type Instant } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftMaintenance } from '../draft-noise.ts';
import type { DraftService } from '../draft.ts';
import { leaveNoise } from '../noise.ts';

/** Maintenance that lasts: of some routing keys or of all. It has no end there and must have one here, a day after the export. */
export function readMaintenances(root: Construct, services: readonly DraftService[], now: Instant): DraftMaintenance[] {
  return root.children('activeInstances').flatMap((mode): DraftMaintenance[] => {
    const named = mode.parts('targets', ['type']).flatMap((target) => target.texts('names'));
    const isGlobal = mode.flag('isGlobal') === true || named.length === 0;
    const keys = services.map(({ key }) => key).filter((key) => isGlobal || named.includes(key));
    const startedAt = mode.text('startedAt') ?? '';
    const began = parseIso(startedAt) ?? (/^\d{12,13}$/.test(startedAt) ? Number(startedAt) : now);
    if (keys.length === 0) {
      mode.leftOut('None of its routing keys is in the export.', 'Write it under "maintenances".');
      return [];
    }
    const until = now + DAY_MS;
    mode.approximated(
      `It lasts until somebody ends it in Splunk On-Call; here it ends on ${isoOf(until)}.`,
      'Set its end in the file, or take it out when it is over.',
    );
    const name = mode.name ?? 'Maintenance';
    return [{ key: name, name, when: { services: keys }, once: { from: Math.min(began, now), until }, from: [mode] }];
  });
}

/** An alert rule changes what an alert says before anything else sees it; the export does not tell enough of it. */
export function leaveAlertRule(rule: Construct): void {
  const operator = rule.text('matchType') === 'REGEX' ? '=~' : '=';
  const value = rule.text('alertQueryString') ?? rule.text('alertValueMatch') ?? '';
  leaveNoise(
    rule,
    {
      kind: 'routing',
      scope: 'alert rule',
      matchers: [{ label: rule.text('alertField') ?? '?', operator, value }],
      to: 'what the rule changes',
      goesOn: rule.flag('stopFlag') !== true,
    },
    'It rewrites the fields of alerts, and no routing rule does that.',
  );
}
