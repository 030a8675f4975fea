import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { jsonValuesOf, type Json } from '../../shared/import/json.ts';
import type { SourceFile } from '../../shared/import/source.ts';
import { CliError, misused, reasonOf } from './cli-error.ts';
import { pathIn, type Io } from './io.ts';

/** The largest file of an export that is read, in bytes. */
const largestFile = 100_000_000;
/** The largest export, in bytes, and its most files. */
const largestExport = 400_000_000;
const mostFiles = 20_000;
/** From how many bytes on somebody would wonder whether it still goes on. */
const longFrom = 20_000_000;

/** The files of an export, and the paths of those that are of another kind. */
export interface ExportFiles {
  files: SourceFile[];
  others: string[];
}

/** Reads a file, or all JSON and YAML files of a folder and those in it. Refuses what cannot be read as a whole: half an export is no export. */
export function readExport(io: Io, given: string): ExportFiles {
  const path = pathIn(io, given);
  const paths = attempt(given, () => (statSync(path).isDirectory() ? filesIn(path) : [path]));
  const isRead = (each: string) => each === path || /\.(json|ya?ml)$/i.test(each);
  const chosen = paths.filter(isRead);
  if (chosen.length === 0) {
    throw new CliError(
      misused,
      `${given} has no JSON or YAML file.`,
      'Give the export as a file or a folder; docs/import.md says how to get one.',
    );
  }
  const sizes = chosen.map((each) => attempt(each, () => statSync(each).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (chosen.length > mostFiles || bytes > largestExport || sizes.some((size) => size > largestFile)) {
    throw new CliError(
      misused,
      `${given} is too large to be an export of people and policies.`,
      'Leave out what is no configuration: alerts, incidents, logs.',
    );
  }
  if (bytes > longFrom && io.stderr.isTTY === true) {
    io.stderr.write(`Reading ${chosen.length} files, ${Math.round(bytes / 1e6)} MB...\n`);
  }
  const name = (each: string) => (each === path ? basename(path) : relative(path, each));
  return {
    files: chosen.map((each) => ({
      path: name(each),
      values: valuesOf(
        name(each),
        attempt(each, () => readFileSync(each, 'utf8')),
      ),
    })),
    others: paths.filter((each) => !isRead(each)).map(name),
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CliError(misused, `${path} cannot be read: ${reasonOf(error)}.`, 'Nothing was written. Check the path.');
  }
}

function valuesOf(name: string, text: string): Json[] {
  const isYaml = /\.ya?ml$/i.test(name);
  const values = isYaml ? yamlValuesOf(text) : jsonValuesOf(text.replace(/^\uFEFF/, ''));
  // What is wrong is not quoted: it may stand beside a secret.
  if (!values || values.length === 0) {
    throw new CliError(
      misused,
      `${name} is no ${isYaml ? 'YAML' : 'JSON'}, ends before its end or nests too deep.`,
      'Nothing was written. Fetch this file again.',
    );
  }
  return values;
}

function yamlValuesOf(text: string): Json[] | undefined {
  try {
    const documents = parseAllDocuments(text, { prettyErrors: false });
    const all = Array.isArray(documents) ? documents : [];
    return all.some(({ errors }) => errors.length > 0) ? undefined : all.map((document) => document.toJS({ maxAliasCount: 100 }) as Json);
  } catch {
    return undefined;
  }
}
