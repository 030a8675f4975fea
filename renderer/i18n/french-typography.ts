/** No-break space: before a colon, inside guillemets, after n°, between a number and its unit. */
const noBreak = '\u00A0';
/** Narrow no-break space: before ; ! ? */
const narrowNoBreak = '\u202F';

/** Sets the spaces of one French text: no line may break before `: ; ! ?` or inside « ». */
export function frenchSpaces(text: string): string {
  return text
    .replaceAll(/ ([;!?])/g, `${narrowNoBreak}$1`)
    .replaceAll(/ ([:»])/g, `${noBreak}$1`)
    .replaceAll(/(«|n°) /g, `$1${noBreak}`)
    .replaceAll(/(\d) (?=\p{L})/gu, `$1${noBreak}`);
}

type Texts = { [key: string]: string | Texts };

function setAll(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? frenchSpaces(text) : setAll(text)]),
  );
}

/** Sets the spaces of every text of a tree of French texts. */
export function inFrenchTypography<T extends object>(texts: T): T {
  return setAll(texts as Texts) as T;
}
