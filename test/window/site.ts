import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

// The policy main sets on the window; the pages have to work under it.
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'";

/** Builds the renderer as `electron.vite.config.ts` does, into a folder of its own: several runs may go side by side. */
export async function buildSite(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'watchbell-window-'));
  // Vitest's own value would bring in React's development build.
  process.env['NODE_ENV'] = 'production';
  await build({
    configFile: false,
    logLevel: 'warn',
    root: resolve(root, 'renderer'),
    mode: 'production',
    base: './',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      minify: true,
      rolldownOptions: { input: { index: resolve(root, 'renderer/index.html'), alarm: resolve(root, 'renderer/alarm.html') } },
    },
  });
  return outDir;
}

/** Serves a built renderer on the loopback; answers its address and how to stop it, which also takes the folder away. */
export async function serveSite(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname)).replace(/^\/+/, '') || 'index.html';
    try {
      const content = await readFile(join(folder, path));
      response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
      response.setHeader('content-security-policy', contentSecurityPolicy);
      if (path.startsWith('assets/')) {
        response.setHeader('cache-control', 'max-age=86400, immutable');
      }
      response.end(content);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The site has no port.');
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      await new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
