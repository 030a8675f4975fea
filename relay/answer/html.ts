import { createHash } from 'node:crypto';

/** A piece of HTML; whatever else is put into one becomes text. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as HTML and XML show it; what XML cannot hold is left out. */
export function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these are the characters XML has no way to write
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
  );
}

type Piece = string | number | Html | readonly Html[];

function textOf(piece: Piece): string {
  if (piece instanceof Html) {
    return piece.text;
  }
  return typeof piece === 'object' ? piece.map(({ text }) => text).join('') : escaped(String(piece));
}

/** Writes HTML: everything put into the template that is not HTML itself is escaped. */
export function markup(parts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  const written = values.map(textOf);
  return new Html(parts.map((part, i) => part + (written[i] ?? '')).join(''));
}

/** Nothing of HTML. */
export const nothing = new Html('');

/** A style as the page has it, and the source by which its policy allows it and no other. */
export function styleOf(css: string): { element: Html; source: string } {
  return { element: new Html(`<style>${css}</style>`), source: `'sha256-${createHash('sha256').update(css).digest('base64')}'` };
}

/** The headers of a page nobody may frame, keep, or learn the address of; it runs no script and fetches nothing. */
export function pageHeaders(styleSource: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${styleSource}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    vary: 'Accept-Language',
  };
}

/** The language a browser asks for, of those pages are written in; English when it asks for neither. */
export function languageOf(acceptLanguage: string | undefined): 'en' | 'fr' {
  // No browser says more, and what reads it looks at a long one again and again.
  const asked = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .flatMap((part) => {
      const [, name = '', weight] = /^\s*(en|fr)\b[^;]*(?:;\s*q=([\d.]+))?\s*$/i.exec(part) ?? [];
      return name === '' ? [] : [{ language: name.toLowerCase() as 'en' | 'fr', weight: weight === undefined ? 1 : Number(weight) || 0 }];
    });
  return asked.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)[0]?.language ?? 'en';
}
