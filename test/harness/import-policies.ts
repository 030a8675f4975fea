import type { Policy } from '../../shared/escalation/policy.ts';
import type { Json } from '../../shared/import/json.ts';
import type { ReportEntry } from '../../shared/import/report.ts';
import { exportedAt, imported, type SourceName } from './imports.ts';

/** What becomes of an export of one file: its policies by name with the times their steps fire at, in minutes from the first, and the report. */
export function importedPolicies(source: SourceName, value: object) {
  const { definitions, problems, report } = imported(source, [{ path: 'all.json', values: [value as Json] }], exportedAt);
  if (!definitions) {
    throw new Error(problems.map(({ message }) => message).join(' '));
  }
  const policies = new Map(definitions.policy.map((policy) => [policy.name, policy]));
  const of = (path: string): ReportEntry | undefined => report.entries.find((entry) => entry.path === path);
  return { definitions, policies, report, of };
}

/** When the steps of a policy fire that nobody answers, in minutes from the first, with whom they page. */
export function firingsOf(policy: Policy | undefined): string[] {
  let at = 0;
  return (policy?.steps ?? []).map(({ targets, acknowledgeWithinMs }) => {
    const text = `${at}m ${targets.map(({ kind, id }) => `${kind}:${id}`).join(' ')}`.trim();
    at += (acknowledgeWithinMs ?? 300_000) / 60_000;
    return text;
  });
}
