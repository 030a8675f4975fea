import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import type { Mail } from './mail.ts';

/** A mail that cannot be taken apart, with why. */
export class UnreadableMail extends Error {}

/** Takes a mail apart as it came over the wire, HTML made text; `hops` counts the servers it went through. */
export async function readMail(raw: Buffer): Promise<{ mail: Mail; hops: number }> {
  const parsed = await simpleParser(raw, {
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    checksumAlgo: false,
    // A tenth of a second at the worst; the relay does nothing else meanwhile.
    maxHtmlLengthToParse: 100_000,
    maxHeadSize: 128 * 1024,
    maxChildNodes: 100,
  }).catch((error: unknown) => {
    throw new UnreadableMail(`The mail cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  });
  return { mail: mailOf(parsed), hops: parsed.headerLines.filter(({ key }) => key === 'received').length };
}

function mailOf(parsed: ParsedMail): Mail {
  const { attachments, date, messageId, inReplyTo, references } = parsed;
  const from = firstOf(parsed.from);
  return {
    subject: parsed.subject ?? '',
    text: parsed.text || (parsed.textConversionError ? 'The text of this mail is HTML that is too long to be made text.' : ''),
    from,
    messageId,
    answers: [...new Set([...[references ?? []].flat(), ...(inReplyTo?.match(/<[^<>\s]+>/g) ?? [])])].slice(-100),
    writtenAt: date && !Number.isNaN(date.getTime()) && parsed.headers.has('date') ? date.toISOString() : undefined,
    files: attachments.map(({ filename, contentType, content }) => ({ name: filename, type: contentType, content })),
    header: (name) => headerOf(parsed, name),
  };
}

function firstOf(from: AddressObject | undefined): Mail['from'] {
  const [first] = from?.value ?? [];
  return { name: first?.name ?? '', address: first?.address ?? '' };
}

function headerOf({ headerLines }: ParsedMail, name: string): string | undefined {
  const line = headerLines.find(({ key }) => key === name)?.line;
  return line
    ?.slice(line.indexOf(':') + 1)
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .trim();
}
