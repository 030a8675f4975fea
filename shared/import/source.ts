import type { Instant } from '../time/instant.ts';
import type { Construct, Shape } from './construct.ts';
import type { Draft } from './draft.ts';
import type { Json } from './json.ts';

/** What an import is told beside the files. */
export interface ImportOptions {
  /** When the export was made (ms since 1970): whose turn it is then, and what is over. */
  now: Instant;
}

/** How one system's export is read. */
export interface Source {
  /** Its name as people write it. */
  title: string;
  /** The collections an export has, each with the other names it goes by: of a file, a folder or a key. */
  collections: Readonly<Record<string, readonly string[]>>;
  /** Fields of its pages that say nothing. */
  pageFields?: readonly string[];
  /** What a single document of it is that names no collection at all. */
  whole?: string;
  /** The shape of everything together, its collections being its children. */
  shape: Shape;
  /** Reads it, and settles every construct it reads. */
  draft(root: Construct, options: ImportOptions): Draft;
}

/** A file of an export: its path in the folder, and the values it holds. */
export interface SourceFile {
  path: string;
  values: readonly Json[];
}
