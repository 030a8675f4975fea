import { extname } from 'node:path';

/** A file of the relay, by its path from this folder, where the sources are or the build. */
export function relayFile(path: string): URL {
  return new URL(path, import.meta.url);
}

/** A program or worker of the relay, by its path from this folder without an extension: .ts from the sources, .js once built. */
export function relayModule(path: string): URL {
  return relayFile(`${path}${extname(import.meta.url)}`);
}
