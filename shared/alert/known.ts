import type { Alert } from './alert.ts';

const mostDetails = 50;
const longestDetail = 500;

/**
 * What conditions may read of an alert besides its fixed fields (S37, S39): where it comes from, what it says, and each plain
 * detail under its own name and as `label.NAME`. Details that are lists or objects, and those past the fiftieth, are left out.
 */
export function knownOfAlert(alert: Alert): Record<string, string | number | boolean> {
  const known: Record<string, string | number | boolean> = { source: alert.source, text: alert.summary };
  for (const name of ['component', 'group', 'class'] as const) {
    const value = alert[name];
    if (value !== undefined) {
      known[name] = value;
    }
  }
  for (const [name, value] of Object.entries(alert.details ?? {}).slice(0, mostDetails)) {
    const plain = typeof value === 'string' ? value.slice(0, longestDetail) : value;
    if (typeof plain === 'string' || typeof plain === 'boolean' || (typeof plain === 'number' && Number.isFinite(plain))) {
      known[`label.${name.slice(0, 100)}`] = plain;
    }
  }
  return known;
}
