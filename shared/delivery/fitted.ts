/** Text of at most `most` UTF-16 units, cut with an ellipsis and never within a character. */
export function cutTo(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const kept = text.slice(0, Math.max(0, most - 1));
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** What a message says of one incident, in somebody's markup. */
export interface Part {
  number: number;
  text: string;
}

/** The incidents a message has no room for, by their numbers: none is left out without a word. */
export function othersLine(others: readonly Pick<Part, 'number'>[], most: number): string {
  return cutTo(`… ${others.map(({ number }) => `#${number}`).join(' ')}`, most);
}

const gap = '\n\n';

/**
 * Whole parts, a blank line between them, as far as they fit `most` UTF-16 units; those that do not are named by their numbers.
 * The first is always there, cut when it alone is too long.
 */
export function fitted(parts: readonly Part[], most: number): string {
  const whole = parts.map(({ text }) => text).join(gap);
  if (whole.length <= most) {
    return whole;
  }
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const shown = parts.slice(0, count).map(({ text }) => text);
    const text = [...shown, othersLine(parts.slice(count), Math.min(200, most))].join(gap);
    if (text.length <= most) {
      return text;
    }
  }
  return cutTo(whole, most);
}
