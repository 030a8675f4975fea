// Control characters would move a terminal's cursor or end a D-Bus string; direction marks would let a payload rewrite
// the words around it ("Trojan Source", CVE-2021-42574).
const unprintable = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu;

/** Foreign text as one line that only says something, and does nothing. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll(unprintable, ' ').replaceAll(/ {2,}/g, ' ').trim();
}
