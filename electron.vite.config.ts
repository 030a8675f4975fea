import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

// The oldest Electron the app is run on is 33: one build serves it and every later one.
const oldestNode = 'node20.18';
const oldestChromium = 'chrome130';

// Electron's Node may be too old to require ES modules, so everything but Electron and the native database is bundled.
const external = ['electron', 'better-sqlite3', /^node:/];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: 'out/main',
      target: oldestNode,
      rolldownOptions: { external },
      lib: { entry: resolve(root, 'main/index.ts'), formats: ['cjs'] },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      target: oldestNode,
      rolldownOptions: { external: ['electron'] },
      lib: { entry: resolve(root, 'preload/index.ts'), formats: ['cjs'] },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      target: oldestChromium,
      rolldownOptions: { input: { index: resolve(root, 'renderer/index.html'), alarm: resolve(root, 'renderer/alarm.html') } },
    },
  },
});
