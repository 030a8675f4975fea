import { plainText } from '../../shared/alert/plain-text.ts';

/** Foreign text as one line of at most `maxLength` characters that only says something, and does nothing. */
export function plainLine(text: string, maxLength: number): string {
  const line = plainText(text);
  const letters = Array.from(line);
  return letters.length <= maxLength
    ? line
    : `${letters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`;
}
