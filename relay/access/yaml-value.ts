import type { Document } from 'yaml';

/** What stands in a YAML document, or what is wrong with its aliases; what the parser says of one it does not know may be a password that begins with an asterisk, so it is not repeated. */
export function yamlValue(document: Document.Parsed): { value: unknown } | { problem: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) ?? {} };
  } catch {
    return { problem: 'an alias (*) leads nowhere or to too much. Put text that begins with an asterisk in quotes.' };
  }
}
