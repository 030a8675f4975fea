import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appFile, contentPolicy } from './app-files.ts';

const folder = resolve('/app/out/renderer');

describe('a file of the window', () => {
  it.each([
    ['app://watchbell/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['app://watchbell/assets/index-a1.js?x=1#y', 'assets/index-a1.js', 'text/javascript; charset=utf-8'],
    ['app://watchbell/assets/a%20b.SVG', 'assets/a b.SVG', 'image/svg+xml'],
    ['app://watchbell/assets/../index.html', 'index.html', 'text/html; charset=utf-8'],
  ])('is found: %s', (address, path, type) => {
    expect(appFile(folder, address)).toEqual({ path: resolve(folder, path), type });
  });

  it.each(['app://watchbell/../../main/index.js', 'app://watchbell/%2e%2e/%2e%2e/main/index.js'])(
    'never lies above the folder: %s',
    (address) => {
      expect(appFile(folder, address)?.path).toBe(resolve(folder, 'main/index.js'));
    },
  );

  it.each([
    'app://watchbell/..%2f..%2fmain%2findex.js',
    'app://watchbell/..%2Frenderer-beside%2Findex.js',
    'app://watchbell/assets/..%2f..%2f..%2f..%2fetc%2fhosts.js',
    'app://watchbell/index.html%00.js',
    'app://watchbell/%E0%A4%A.html',
    'app://watchbell/',
    'app://watchbell/settings.db',
    'app://watchbell',
    'app://elsewhere/index.html',
    'file:///app/out/renderer/index.html',
    'https://watchbell/index.html',
    'not an address',
  ])('is refused: %s', (address) => {
    expect(appFile(folder, address)).toBeUndefined();
  });
});

describe('the content policy', () => {
  it('lets in our own files and nothing that runs from anywhere else', () => {
    expect(contentPolicy).toContain("default-src 'none'");
    expect(contentPolicy).toContain("script-src 'self';");
    expect(contentPolicy).not.toMatch(/unsafe-eval|https?:|\*|script-src[^;]*unsafe/);
    expect(contentPolicy).toContain("frame-ancestors 'none'");
  });
});
