import type { Finding } from '../../shared/coverage/finding.ts';

/** New findings by which pages would reach nobody: these are confirmed twice. */
export function blocking(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ kind }) => kind === 'gap' || kind === 'gone' || kind === 'no-way');
}
