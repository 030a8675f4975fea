const wide = /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uFF01-\uFF60]$/u;
const none = /^\p{Mn}$/u;

/** Columns a letter takes in a terminal. */
function letterWidth(letter: string): number {
  return none.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
}

/** Columns a text takes in a terminal. */
export function textWidth(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + letterWidth(letter), 0);
}

/** A text cut to a width, with an ellipsis where something was cut off. */
export function clipText(text: string, width: number): string {
  if (textWidth(text) <= width) {
    return text;
  }
  let clipped = '';
  let used = 0;
  for (const letter of text) {
    used += letterWidth(letter);
    if (used > width - 1) {
      break;
    }
    clipped += letter;
  }
  return `${clipped.trimEnd()}…`;
}
