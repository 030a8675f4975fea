import type { Alert, Known } from '../../shared/alert/alert.ts';
import { parseIso, type Instant } from '../../shared/time/instant.ts';

/** One known thing: a field of the alert or one of its details. */
export interface Fact {
  key: string;
  name: string;
  text: string;
  /** Written as JSON, because the sender nested it. */
  structured: boolean;
}

const fields = ['source', 'component', 'group', 'class', 'occurredAt', 'client', 'dedupKey'] as const;
type Field = (typeof fields)[number];

const shownOfTitle = 160;

/** Whether a text is an address main would open. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && text.length <= 2048;
}

/** Everything an alert says beyond its title, our fields first, then the sender's own in its order. */
export function factsOf(
  title: string,
  alert: Alert | undefined,
  nameOf: (field: Field | 'title') => string,
  timeOf: (at: Instant) => string,
  said: Known = {},
  fieldOf: (field: string) => string = (field) => field,
): Fact[] {
  // The header shows a few lines of the title; a longer one is given here in full.
  const whole: Fact[] = title.length > shownOfTitle ? [{ key: 'title', name: nameOf('title'), text: title, structured: false }] : [];
  // What of it is the text of a note stands there.
  const beside = Object.entries(said).flatMap(([name, value]): Fact[] =>
    name === 'text' ? [] : [{ key: `said ${name}`, name: fieldOf(name), text: String(value), structured: false }],
  );
  if (!alert) {
    return [...whole, ...beside];
  }
  const known = fields.flatMap((field): Fact[] => {
    const value = alert[field];
    if (value === undefined || value === '') {
      return [];
    }
    const at = field === 'occurredAt' ? parseIso(value) : undefined;
    return [{ key: field, name: nameOf(field), text: at === undefined ? value : timeOf(at), structured: false }];
  });
  const details = Object.entries(alert.details ?? {}).map(([name, value]): Fact => {
    const structured = typeof value === 'object' && value !== null;
    return { key: `details ${name}`, name, text: typeof value === 'string' ? value : JSON.stringify(value, undefined, 2), structured };
  });
  const [dedupKey, others] = [known.filter(({ key }) => key === 'dedupKey'), known.filter(({ key }) => key !== 'dedupKey')];
  const labels = Object.entries({ ...alert.known, ...alert.labels }).map(([name, value]): Fact => ({
    key: `label ${name}`,
    name,
    text: String(value),
    structured: false,
  }));
  return [...whole, ...beside, ...others, ...labels, ...details, ...dedupKey];
}
