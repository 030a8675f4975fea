import type { Attachment } from '../../shared/alert/alert.ts';

type Picture = Exclude<Attachment, { type: 'text/plain' }>;

const longestText = 16_000;
const largestPicture = 75_000;
const pictureTypes: readonly Picture['type'][] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
const scales = [1, 0.75, 0.5, 0.35, 0.25] as const;

/** A file as evidence, and what was done to make it fit; or why it cannot be taken. */
export type ReadFile = { attachment: Attachment; made?: 'cut' | 'smaller' } | { problem: 'tooLarge' | 'notRead' };

/** A piece of text as evidence: of a long one the end, which is where a log says what went wrong. */
export function textEvidence(name: string, text: string): ReadFile {
  const isCut = text.length > longestText;
  const attachment = { name, type: 'text/plain' as const, text: isCut ? text.slice(-longestText).toWellFormed() : text };
  return isCut ? { attachment, made: 'cut' } : { attachment };
}

/** Reads a file a person has chosen: a picture as it is, or smaller when it is too large; anything else as text. */
export async function readFile(file: File): Promise<ReadFile> {
  const name = file.name.slice(0, 200) || 'file';
  const type = pictureTypes.find((each) => each === file.type);
  try {
    if (!type) {
      const text = await file.text();
      // What holds no text would only look like dirt.
      return text.includes('\u0000') || text.trim() === '' ? { problem: 'notRead' } : textEvidence(name, text);
    }
    if (file.size <= largestPicture) {
      return { attachment: { name, type, base64: await base64Of(file) } };
    }
    const smaller = await shrunk(file);
    return smaller
      ? { attachment: { name, type: 'image/webp', base64: await base64Of(smaller) }, made: 'smaller' }
      : { problem: 'tooLarge' };
  } catch {
    return { problem: 'notRead' };
  }
}

async function shrunk(file: File): Promise<Blob | undefined> {
  const picture = await createImageBitmap(file);
  for (const scale of scales) {
    const canvas = new OffscreenCanvas(Math.max(1, picture.width * scale), Math.max(1, picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.7 });
    if (blob.size <= largestPicture) {
      return blob;
    }
  }
  return undefined;
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = '';
  bytes.forEach((byte) => (binary += String.fromCharCode(byte)));
  return btoa(binary);
}
