/** How deep a body may nest: 10,000 arrays fit in 20 KB and break every recursive walk after the parser. */
const deepest = 32;

/** Why a body must not be parsed: counts nesting on the bytes, outside strings. Undefined when it may be. */
export function refuseDeepJson(body: Buffer): string | undefined {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i];
    if (inString) {
      if (byte === 0x5c) {
        i += 1;
      } else if (byte === 0x22) {
        inString = false;
      }
    } else if (byte === 0x22) {
      inString = true;
    } else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > deepest) {
        return `The body nests deeper than ${deepest} levels; send a flatter one.`;
      }
    } else if (byte === 0x5d || byte === 0x7d) {
      depth -= 1;
    }
  }
  return undefined;
}
