import { copyFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;

/** What is started: programs and the relay's workers, each where it stands among the sources. */
const entries = [
  'relay/index',
  'relay/log/commit-worker',
  'relay/log/inspection-worker',
  'relay/backup/backup-worker',
  'relay/archive/archive-worker',
  'relay/cli/index',
  'main/terminal/index',
];

/** Left where it is: what is native, and what may be asked for long after the start, when a later build would have taken it away. */
const external = ['better-sqlite3', 'nodemailer', /^node:/];

export default defineConfig({
  root,
  publicDir: false,
  plugins: [holidaysWhenAsked(), besideThePrograms('relay/sample-workspace.yaml')],
  ssr: { noExternal: true, external: external.filter((each) => typeof each === 'string') },
  build: {
    ssr: true,
    outDir: 'out/node',
    target: 'node24',
    rolldownOptions: {
      input: Object.fromEntries(entries.map((entry) => [entry, resolve(root, `${entry}.ts`)])),
      external,
      output: {
        entryFileNames: '[name].js',
        // relay/relay-file.ts finds its neighbours from where it stands; whatever part it comes to be in stands there too.
        chunkFileNames: 'relay/[name]-[hash].js',
        comments: false,
        // One character that is not ASCII makes V8 keep the whole text of a file at two bytes a character.
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } },
      },
    },
  },
});

/** The holidays of all countries are most of what a relay would load, and few relays ask for any: their package is loaded when one is. */
function holidaysWhenAsked(): Plugin {
  const [name, stand] = ['date-holidays', '\0holidays-when-asked'];
  return {
    name: 'holidays-when-asked',
    enforce: 'pre',
    resolveId: (id) => (id === name ? stand : undefined),
    load: (id) =>
      id === stand
        ? `import { createRequire } from 'node:module';
           const require = createRequire(import.meta.url);
           export default function Holidays(...of) { return new (require('${name}'))(...of); }`
        : undefined,
  };
}

/** Copies a file that is read at run time to where it is looked for. */
function besideThePrograms(file: string): Plugin {
  return { name: 'beside-the-programs', writeBundle: ({ dir = '' }) => copyFileSync(resolve(root, file), resolve(dir, file)) };
}
