/** The boundary a content type of multipart/form-data names; undefined when it names none. */
export function boundaryOf(contentType: string): string | undefined {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType) ?? [];
  return quoted ?? plain;
}

/** The fields of a body of multipart/form-data, as names and texts; what has no name is left out. Undefined when its boundary is nowhere in it. */
export function multipartFields(body: Buffer, boundary: string): [name: string, text: string][] | undefined {
  // A byte a character, so that places in the text are places in the body.
  const text = body.toString('latin1');
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`).slice(1);
  if (parts.length === 0) {
    return undefined;
  }
  return parts.flatMap((part): [string, string][] => {
    const head = part.indexOf('\r\n\r\n');
    const name = /^content-disposition:[^\r\n]*[;\s]name="([^"\r\n]*)"/im.exec(part.slice(0, Math.max(0, head)))?.[1];
    return part.startsWith('--') || head < 0 || name === undefined ? [] : [[utf8Of(name), utf8Of(part.slice(head + 4))]];
  });
}

function utf8Of(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
