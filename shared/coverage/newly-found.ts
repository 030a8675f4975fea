import { joined } from '../balance/stretch.ts';
import type { Finding } from './finding.ts';
import { isWithin, shared } from './spans.ts';

/**
 * What is wrong after a change that was not wrong before. What only became shorter, or is cut in two by something else, is not new; what
 * became longer or worse is told anew as a whole.
 */
export function newlyFound(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const known = Map.groupBy(before, keyOf);
  const times = new Map([...known].map(([key, alike]) => [key, joined(alike)]));
  return after.filter((finding) => {
    const key = keyOf(finding);
    return finding.kind === 'rest' || finding.kind === 'nights'
      ? !(known.get(key) ?? []).some((other) => shared(finding, other) && isAsBad(other, finding))
      : !isWithin(finding, times.get(key) ?? []);
  });
}

function isAsBad(known: Finding, finding: Finding): boolean {
  return (
    (known.kind === 'rest' && finding.kind === 'rest' && known.restMs <= finding.restMs) ||
    (known.kind === 'nights' && finding.kind === 'nights' && known.nights >= finding.nights)
  );
}

/** What a finding says, without when and how much. */
function keyOf(finding: Finding): string {
  const { from: _from, until: _until, ...said } = finding;
  return JSON.stringify({ ...said, restMs: undefined, nights: undefined });
}
