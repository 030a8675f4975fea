import { extname, isAbsolute, relative, resolve } from 'node:path';

/** The origin of every page of ours. */
export const appOrigin = 'app://watchbell';

/** What a page of ours may load and do; sent with every file. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

/** A file of the built window. */
export interface AppFile {
  path: string;
  type: string;
}

/** The file an address stands for; undefined for another origin, a kind of file we have none of, or a way out of the folder. */
export function appFile(folder: string, address: string): AppFile | undefined {
  let pathname: string;
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== appOrigin) {
      return undefined;
    }
    pathname = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  const path = resolve(folder, `./${pathname}`);
  const inside = relative(folder, path);
  const type = types[extname(path).toLowerCase()];
  const leaves = inside === '' || inside.startsWith('..') || isAbsolute(inside) || pathname.includes('\0');
  return leaves || type === undefined ? undefined : { path, type };
}
