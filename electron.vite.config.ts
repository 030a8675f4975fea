import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

// Electron's Node may be too old to require ES modules, so everything but Electron and the native database is bundled.
const external = ['electron', 'better-sqlite3', /^node:/];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: 'out/main',
      rollupOptions: { external },
      lib: { entry: resolve(root, 'main/index.ts'), formats: ['cjs'] },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      rollupOptions: { external: ['electron'] },
      lib: { entry: resolve(root, 'preload/index.ts'), formats: ['cjs'] },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      rollupOptions: { input: { index: resolve(root, 'renderer/index.html'), alarm: resolve(root, 'renderer/alarm.html') } },
    },
  },
});
