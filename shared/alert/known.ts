import type { Alert, Known } from './alert.ts';
import { beginningOf } from '../log/beginning.ts';

const mostDetails = 50;
const longestDetail = 500;

/**
 * What conditions may read of an alert besides its fixed fields (S37, S39): where it comes from, what it says, what its format has
 * a place for under the field's name, and each label and plain detail as `label.NAME`; where both have a name, the label counts.
 * Details that are lists or objects, and those past the fiftieth, are left out.
 */
export function knownOfAlert(alert: Alert): Known {
  const known: Known = { ...alert.known, source: alert.source, text: alert.summary };
  for (const name of ['component', 'group', 'class', 'groupKey'] as const) {
    const value = alert[name];
    if (value !== undefined) {
      known[name] = value;
    }
  }
  for (const [name, value] of Object.entries(alert.details ?? {}).slice(0, mostDetails)) {
    const plain = typeof value === 'string' ? beginningOf(value, longestDetail) : value;
    if (typeof plain === 'string' || typeof plain === 'boolean' || (typeof plain === 'number' && Number.isFinite(plain))) {
      known[`label.${beginningOf(name, 100)}`] = plain;
    }
  }
  for (const [name, value] of Object.entries(alert.labels ?? {})) {
    known[`label.${name}`] = value;
  }
  return known;
}
