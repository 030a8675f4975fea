import type { Brief, OutMessage } from './message.ts';
import { escapeHtml } from './escape.ts';
import { messageWords } from './words.ts';
import { isOwn } from './own-message.ts';
import { answerLabelOf, factsOf, headlineOf, openLine, plainText, saidLines, stateOf } from './written.ts';

/** A mail as it is handed to whoever sends it; nothing in it can begin another header or be run. */
export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

const colours: Readonly<Record<Brief['severity'], string>> = { critical: '#c92a2a', error: '#c2410c', warning: '#a06500', info: '#1971c2' };

/** A long address breaks where it must, or the whole mail would be as wide as it. */
const anywhere = 'overflow-wrap:anywhere;word-break:break-word';

/** Writes a message as a mail, in plain text and in HTML that reads in light and dark without script, picture or style from outside. */
export function writtenMail(message: OutMessage): WrittenMail {
  const words = messageWords(message.language);
  const footer = isOwn(message) ? words.own.footer : words.footer;
  const subject = `[Watchbell] ${headlineOf(message)}`;
  const html = [
    `<!doctype html><html lang="${message.language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(subject)}</title></head>`,
    `<body style="margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,sans-serif"><div style="max-width:640px;${anywhere}">`,
    ...message.incidents.map((brief) => section(message, brief)),
    `<p style="font-size:13px;opacity:.75">${escapeHtml(footer)}</p></div></body></html>`,
  ];
  return { subject, text: `${plainText(message)}\n\n-- \n${footer}\n`, html: html.join('\n') };
}

function section(message: OutMessage, brief: Brief): string {
  const words = messageWords(message.language);
  const colour = message.what === 'page' || isOwn(message) ? colours[brief.severity] : '#2b8a3e';
  const state = stateOf(message, brief);
  const rows = factsOf(message, brief).map(
    ({ label, value, url }) =>
      `<tr><td style="padding:2px 16px 2px 0;vertical-align:top;white-space:nowrap;opacity:.75">${escapeHtml(label)}</td><td style="padding:2px 0;${anywhere}">${
        url === undefined ? escapeHtml(value) : `<a href="${escapeHtml(url)}" style="color:inherit">${escapeHtml(value)}</a>`
      }</td></tr>`,
  );
  const label = answerLabelOf(message);
  const isToAnswer = message.what === 'page' || label !== undefined;
  const button =
    !isToAnswer || message.isRoom
      ? ''
      : label === undefined || brief.answerAt === undefined
        ? `<p>${escapeHtml(isOwn(message) ? words.own.testDone : openLine(message))}</p>`
        : `<p><a href="${escapeHtml(brief.answerAt)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:${colour};color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>`;
  if (isOwn(message)) {
    const advice = message.what === 'code' ? `<p>${escapeHtml(words.own.codeAdvice)}</p>` : '';
    return [
      `<div style="border-left:4px solid ${colour};padding:0 0 0 16px;margin:0 0 24px">`,
      `<h1 style="margin:0 0 8px;font-size:20px">${escapeHtml(brief.title)}</h1>${advice}${button}</div>`,
    ].join('\n');
  }
  const lines = saidLines(message).map(escapeHtml);
  const said = lines.length === 0 ? '' : `<p>${lines.join('<br>')}</p>`;
  return [
    `<div style="border-left:4px solid ${colour};padding:0 0 0 16px;margin:0 0 24px">`,
    `<p style="margin:0;font-weight:600">${escapeHtml(`${brief.isTest ? words.test : ''}${state}`)}</p>`,
    `<h1 style="margin:0 0 8px;font-size:20px">#${brief.number} ${escapeHtml(brief.title)}</h1>`,
    `${said}<table style="border-collapse:collapse">${rows.join('')}</table>${button}</div>`,
  ].join('\n');
}
