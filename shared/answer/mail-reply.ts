import { readReply, type Reply } from './reply.ts';

/** What begins the mail that is answered, or a signature, in the words of common mail programs; all below is not the reply. */
const below = [
  /^--\s*$/,
  /^_{5,}\s*$/,
  /^-{2,}\s*(?:original message|message d.origine|message original|forwarded message)\s*-{2,}/i,
  /^(?:from|de|von)\s*:\s.+/i,
  /^(?:sent from my|envoyé de mon|get outlook for|télécharger outlook)\b/i,
];
/** What stands over a quotation; a reply may stand under it. */
const attribution = /^(?:on\s.+\swrote|le\s.+\sa écrit)\s*:$/i;
const quoted = /^\s*>/;
const mostLines = 500;

/** The first line somebody wrote themselves in a mail that answers another: nothing quoted, no signature. Undefined when there is none. */
export function ownLine(text: string): string | undefined {
  const lines = text.split(/\r?\n/, mostLines).map((line) => line.replaceAll(/[\u00A0\u200B\uFEFF]/g, ' '));
  for (const [i, line] of lines.entries()) {
    const plain = line.trim();
    if (below.some((mark) => mark.test(line))) {
      return undefined;
    }
    // Mail programs break the attribution where the line gets long.
    const isAttribution = attribution.test(plain) || attribution.test(`${plain} ${(lines[i + 1] ?? '').trim()}`);
    const isItsEnd = i > 0 && !attribution.test(plain) && attribution.test(`${(lines[i - 1] ?? '').trim()} ${plain}`);
    if (plain !== '' && !quoted.test(line) && !isAttribution && !isItsEnd) {
      return plain;
    }
  }
  return undefined;
}

/** The reply in a mail; undefined when its own first line is none. */
export function readMailReply(text: string): Reply | undefined {
  const line = ownLine(text);
  return line === undefined ? undefined : readReply(line);
}

/** The token a subject carries: `Re: ... [answer:TOKEN]`; undefined for none. */
export function tokenInSubject(subject: string): string | undefined {
  return /\[\s*answer\s*:\s*([a-z2-7]{48})\s*\]/i.exec(subject.slice(0, 2000))?.[1]?.toLowerCase();
}

/** The token in an address replies go to, `answer+TOKEN@...`; an empty one for `answer@...`, whose subject has it; undefined for any other address. */
export function tokenOfAddress(address: string): string | undefined {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase();
  return local === 'answer' ? '' : /^answer\+([a-z2-7]{48})$/.exec(local)?.[1];
}
