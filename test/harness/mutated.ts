import { between } from './random.ts';

const texts = ['', ' ', '0', '\u0000', '\ud800', '\u202e', '{{x}}', '$.a', '../../etc/passwd', '%00', '<script>', "'; DROP TABLE--"];
const addresses = ['javascript:alert(1)', 'http://[', 'https://user:word@example.org/'];
const moments = ['0001-01-01T00:00:00Z', '9999-99-99', '2026-11-23T02:00:00Z', '99999999999999'];
const plain = [null, true, false, 0, -1, 1e308, 2 ** 53, 0.1];
const long = ['x'.repeat(300), 'x'.repeat(3000), '😀'.repeat(600)];
const nested: readonly unknown[] = [
  [],
  {},
  [[]],
  [{}],
  [null],
  { a: {} },
  { length: -1 },
  { toString: 1 },
  Array.from({ length: 200 }, (_, i) => i),
];
const wide = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`key ${i}`, 'v'.repeat(i)]));
const hostile: readonly unknown[] = [...texts, ...addresses, ...moments, ...plain, ...long, ...nested, wide];

/** Something no schema expects, of any kind. */
export function hostileValue(random: () => number): unknown {
  return structuredClone(hostile[between(random, 0, hostile.length - 1)]);
}

/** What holds a value, and under which name. */
type Place = [holder: Record<string, unknown>, name: string];

/** A value changed in one to four places: something replaced, taken away, doubled, renamed or put beside. */
export function mutated(value: unknown, random: () => number): unknown {
  const root = { value: structuredClone(value) };
  for (let times = between(random, 1, 4); times > 0; times -= 1) {
    mutateOnce(root, random);
  }
  return root.value;
}

function mutateOnce(root: { value: unknown }, random: () => number): void {
  const places = placesIn(root);
  const [holder, name]: Place = places[between(random, 0, places.length - 1)] ?? [root, 'value'];
  const kind = between(random, 0, 5);
  const isRoot = holder === (root as unknown);
  if (kind === 0 && !isRoot) {
    delete holder[name];
  } else if (kind === 1 && Array.isArray(holder[name])) {
    const list = holder[name] as unknown[];
    holder[name] = Array.from({ length: between(random, 2, 20) }, () => list).flat();
  } else if (kind === 2 && !isRoot) {
    holder[`${name}${String(between(random, 0, 9))}`] = holder[name];
    delete holder[name];
  } else if (kind === 3 && typeof holder[name] === 'string') {
    const text = holder[name];
    const at = between(random, 0, text.length);
    holder[name] = `${text.slice(0, at)}${String.fromCharCode(between(random, 0, 0xffff))}${text.slice(at + 1)}`;
  } else if (kind === 4) {
    holder[`new${String(between(random, 0, 99))}`] = hostileValue(random);
  } else {
    holder[name] = hostileValue(random);
  }
  if (!('value' in root)) {
    Object.assign(root, { value: null });
  }
}

/** Every place of a value: what holds it, and under which name. */
function placesIn(holder: object): Place[] {
  return Object.entries(holder).flatMap(([name, value]): Place[] => [
    [holder as Record<string, unknown>, name],
    ...(typeof value === 'object' && value !== null ? placesIn(value as object) : []),
  ]);
}
