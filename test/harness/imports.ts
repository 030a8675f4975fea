import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { importFrom, sources, type Imported } from '../../shared/import/import-from.ts';
import type { Json } from '../../shared/import/json.ts';
import type { SourceFile } from '../../shared/import/source.ts';

/** A system exports come from. */
export type SourceName = keyof typeof sources;

/** Every system exports come from. */
export const sourceNames = Object.keys(sources) as SourceName[];

/** When the exports in the fixtures were made: a Friday at noon. */
export const exportedAt = Date.UTC(2026, 10, 27, 12);

const fixtures = join(import.meta.dirname, '../fixtures/import');

/** The folder of a source's export. */
export function exportFolder(source: SourceName): string {
  return join(fixtures, source);
}

/** The files of a source's export, read anew. */
export function exportOf(source: SourceName): SourceFile[] {
  return readdirSync(exportFolder(source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ path: relative(fixtures, path), values: [valueOf(path)] }));
}

function valueOf(path: string): Json {
  const text = readFileSync(path, 'utf8');
  return (path.endsWith('.json') ? JSON.parse(text) : parse(text)) as Json;
}

/** What becomes of files, by default of the source's export. */
export function imported(source: SourceName, files: readonly SourceFile[] = exportOf(source), now = exportedAt): Imported {
  return importFrom(sources[source], files, { now });
}
