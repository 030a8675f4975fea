import type { Construct } from '../construct.ts';
import type { Matcher } from '../noise.ts';

/**
 * The matchers of a route or a rule, in the present form and in the one before it; `prefix` is that of its fields. Undefined when one of
 * them cannot be read.
 */
export function matchersOf(of: Construct, prefix: string): Matcher[] | undefined {
  const equal = of.map(`${prefix}match`).map(([label, value]): Matcher => ({ label, operator: '=', value }));
  const patterns = of.map(`${prefix}match_re`).map(([label, value]): Matcher => ({ label, operator: '=~', value }));
  const written = of.texts(`${prefix}matchers`).map(readMatchers);
  const isRead =
    (equal.length > 0 || !of.has(`${prefix}match`)) &&
    (patterns.length > 0 || !of.has(`${prefix}match_re`)) &&
    (written.length > 0 || !of.has(`${prefix}matchers`));
  return isRead && written.every((each) => each !== undefined) ? [...equal, ...patterns, ...written.flat()] : undefined;
}

/** Reads `severity="critical"` or `{a="b", c!~"d.*"}`; undefined for anything else. */
export function readMatchers(text: string): Matcher[] | undefined {
  const inside = text.trim().replace(/^\{(.*)\}$/s, '$1');
  const matchers: Matcher[] = [];
  let rest = inside.trim();
  while (rest !== '') {
    const match = /^("(?:[^"\\]|\\.)*"|[^\s=!~",{}]+)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^",{}]*)\s*(,|$)/s.exec(rest);
    if (!match) {
      return undefined;
    }
    const [whole, label = '', operator = '=', value = ''] = match;
    matchers.push({ label: unquoted(label), operator: operator as Matcher['operator'], value: unquoted(value.trim()) });
    rest = rest.slice(whole.length).trim();
  }
  return matchers;
}

/** A backslash before anything else than itself, a quote or an n stays, as Alertmanager has it: a pattern may be written with one. */
function unquoted(text: string): string {
  const inside = text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
  return inside.replaceAll(/\\(["\\n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}
