/** The beginning of a text, at most `most` UTF-16 units, without half a character at its end. */
export function beginningOf(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
