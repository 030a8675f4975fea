// Control characters would move a terminal's cursor or end a D-Bus string; direction marks would let a payload rewrite
// the words around it ("Trojan Source", CVE-2021-42574).
const unprintable = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu;

/** Foreign text as one line of at most `maxLength` characters that only says something, and does nothing. */
export function plainLine(text: string, maxLength: number): string {
  const line = text.toWellFormed().replaceAll(unprintable, ' ').replaceAll(/ {2,}/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length <= maxLength
    ? line
    : `${letters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`;
}
