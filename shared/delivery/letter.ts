import type { Instant } from '../time/instant.ts';
import { escapeHtml } from './escape.ts';
import { oneLine, type MessageLanguage } from './message.ts';
import { labelled } from './words.ts';

/** A part of a letter: an optional heading and its lines, each one line of text. */
export interface LetterPart {
  title?: string | undefined;
  lines: readonly string[];
}

/**
 * What is written to people and pages nobody: a digest, or news for somebody who reads along.
 * - `id` is the same for every attempt, so that one sent twice is one mail. `subject` and every line are one line each (S11).
 * - `links` follow the parts, a way to something each; `small` is what stands at the foot. `at` is relay ms.
 * - `thread` names what mail programs put together; `leaveAt` is where one click ends the subscription (RFC 8058).
 */
export interface Letter {
  id: string;
  language: MessageLanguage;
  at: Instant;
  subject: string;
  parts: readonly LetterPart[];
  links: readonly { text: string; url: string }[];
  small: readonly { text: string; url?: string | undefined }[];
  thread?: string | undefined;
  leaveAt?: string | undefined;
}

const longestLine = 2000;

/** A text of several lines as lines of a letter; what hides or turns text round is left out (S11). */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => oneLine(line, longestLine))
    .slice(0, 500);
}

/** A letter as plain text. */
export function letterText({ language, parts, links, small }: Letter): string {
  const written = parts.map(({ title, lines }) => [...(title === undefined ? [] : [title]), ...lines].join('\n'));
  const ways = links.map(({ text, url }) => labelled(language, text, url));
  const foot = small.map(({ text, url }) => (url === undefined ? text : labelled(language, text, url)));
  return `${[...written, ...(ways.length > 0 ? [ways.join('\n')] : [])].join('\n\n')}\n\n-- \n${foot.join('\n')}\n`;
}

/** A letter as HTML that reads in light and dark without script, picture or style from outside. */
export function letterHtml({ language, subject, parts, links, small }: Letter): string {
  const written = parts.map(({ title, lines }) => {
    const heading = title === undefined ? '' : `<h2 style="margin:0 0 4px;font-size:17px">${escapeHtml(title)}</h2>`;
    return `<div style="margin:0 0 20px">${heading}${lines.map((line) => escapeHtml(line)).join('<br>\n')}</div>`;
  });
  const ways = links.map(
    ({ text, url }) => `<p style="margin:0 0 12px"><a href="${escapeHtml(url)}" style="font-weight:600">${escapeHtml(text)}</a></p>`,
  );
  const foot = small.map(({ text, url }) =>
    url === undefined ? escapeHtml(text) : `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`,
  );
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,sans-serif;overflow-wrap:anywhere">',
    ...written,
    ...ways,
    `<p style="font-size:13px;opacity:.75">${foot.join('<br>\n')}</p></body></html>`,
  ].join('\n');
}
