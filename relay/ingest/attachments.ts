import type { Attachment } from '../../shared/alert/alert.ts';
import { beginningOf } from './carriable.ts';

/** A file somebody gave: of a mail, decoded, or of the command line. */
export interface GivenFile {
  name: string | undefined;
  type: string;
  content: Uint8Array;
}

const mostAttachments = 5;
const longestText = 16_000;
const longestBase64 = 100_000;
const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
const textTypes = /^(?:text\/(?!html\b|x-html\b|xml\b)|application\/(?:json|x-ndjson|x-yaml|yaml|x-log)\b)/;

/** What a picture begins with, as bytes in latin1: one that says it is another kind is not shown. */
const beginnings: Readonly<Record<(typeof pictureTypes)[number], RegExp>> = {
  'image/png': /^\x89PNG\r\n/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/webp': /^RIFF[\s\S]{4}WEBP/,
  'image/gif': /^GIF8[79]a/,
};

/** The files that an alert can carry (S58), and why each of the others stays behind. Nothing is ever kept as HTML. */
export function attachmentsOf(files: readonly GivenFile[]): { kept: Attachment[]; leftOut: string[] } {
  const kept: Attachment[] = [];
  const leftOut: string[] = [];
  files.forEach((file, i) => {
    const name = beginningOf(file.name?.trim() || `attachment ${i + 1}`, 200);
    const read = kept.length < mostAttachments ? attachmentOf(file, name) : `only ${mostAttachments} are kept`;
    if (typeof read === 'string') {
      leftOut.push(`${name}: ${read}`);
    } else {
      kept.push(read);
    }
  });
  return { kept, leftOut: leftOut.slice(0, 50) };
}

function attachmentOf({ type, content }: GivenFile, name: string): Attachment | string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const kind = pictureTypes.find((each) => each === type.toLowerCase());
  if (kind !== undefined) {
    const base64 = bytes.length * 4 > longestBase64 * 3 ? undefined : bytes.toString('base64');
    if (base64 === undefined) {
      return 'pictures are kept up to 75 KB';
    }
    return beginnings[kind].test(bytes.toString('latin1', 0, 16)) ? { name, type: kind, base64 } : `it is no ${kind}`;
  }
  if (!textTypes.test(type.toLowerCase())) {
    return `files of the type ${beginningOf(type, 100)} are not kept`;
  }
  return { name, type: 'text/plain', text: beginningOf(bytes.toString('utf8').toWellFormed(), longestText) };
}
