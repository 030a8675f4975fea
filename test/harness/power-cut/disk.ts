import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Step } from './strace.ts';

const sectorBytes = 512;

/** A file's content as it was first, and everything asked of it since; the first `synced` of these are safe. */
interface File {
  readonly initial: Buffer;
  readonly asked: ({ offset: number; data: Buffer } | { size: number })[];
  size: number;
  synced: number;
}

/** An entry of the folder that came, went or changed its name. */
type Named = { path: string; file: File | undefined };

interface Open {
  file: File;
  position: number;
  appends: boolean;
}

/** What a power cut leaves of what nobody waited for: nothing, all, some writes, or some sectors of them. */
const leftovers = ['none', 'all', 'writes', 'sectors'] as const;

/** The disk under one folder, as far as a process has been traced. What was not synced may or may not be there after a cut. */
export class Disk {
  readonly #folder: string;
  readonly #files = new Map<string, File>();
  /** Names change in the order they were changed in, as every journalled file system has it; the first `#namesSynced` are safe. */
  readonly #named: (readonly Named[])[] = [];
  #namesSynced = 0;
  readonly #open = new Map<number, Open>();
  /** Open folders, and what was asked of a file or of the names when a sync of it began. */
  readonly #folders = new Set<number>();
  readonly #syncing = new Map<number, number>();

  /** `initial` is the folder's content when the trace began. */
  constructor(folder: string, initial: ReadonlyMap<string, Buffer>) {
    this.#folder = folder;
    for (const [path, content] of initial) {
      this.#name({ path, file: { initial: content, asked: [], size: content.length, synced: 0 } });
    }
    this.#namesSynced = this.#named.length;
  }

  /** Does one step. Returns the text of a write that went to no file: something the process said. */
  do(step: Step): string | undefined {
    switch (step.kind) {
      case 'open':
        this.#opens(step);
        return undefined;
      case 'close':
        this.#open.delete(step.fd);
        this.#folders.delete(step.fd);
        return undefined;
      case 'write':
        return this.#writes(step);
      case 'truncate':
        this.#truncate(this.#open.get(step.fd)?.file, step.size);
        return undefined;
      case 'sync-begins':
        this.#syncing.set(step.fd, this.#folders.has(step.fd) ? this.#named.length : (this.#open.get(step.fd)?.file.asked.length ?? 0));
        return undefined;
      case 'sync-ends':
        this.#synced(step.fd);
        return undefined;
      case 'rename':
        if (this.#has(step.to)) {
          this.#name({ path: step.to, file: this.#files.get(step.from) }, { path: step.from, file: undefined });
        }
        return undefined;
      case 'unlink':
        if (this.#has(step.path)) {
          this.#name({ path: step.path, file: undefined });
        }
        return undefined;
    }
  }

  /** Writes what the disk may hold after a cut now into an empty folder. */
  cut(into: string, random: () => number): void {
    const left = leftovers[Math.floor(random() * leftovers.length)] ?? 'none';
    const newest = this.#named.length - this.#namesSynced;
    const names = this.#namesSynced + Math.floor(random() * (newest + 1));
    const there = new Map<string, File>();
    for (const { path, file } of this.#named.slice(0, names).flat()) {
      if (file) {
        there.set(path, file);
      } else {
        there.delete(path);
      }
    }
    for (const [path, file] of there) {
      // The index of a write-ahead log lives in memory and is made anew.
      if (!path.endsWith('-shm')) {
        const target = join(into, path.slice(this.#folder.length));
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, contentOf(file, left, random));
      }
    }
  }

  #has(path: string): boolean {
    return path.startsWith(`${this.#folder}/`);
  }

  /** Names that change together. */
  #name(...named: readonly Named[]): void {
    this.#named.push(named);
    for (const { path, file } of named) {
      if (file) {
        this.#files.set(path, file);
      } else {
        this.#files.delete(path);
      }
    }
  }

  #opens({ path, fd, creates, truncates, appends }: Extract<Step, { kind: 'open' }>): void {
    this.#open.delete(fd);
    this.#folders.delete(fd);
    if (path === this.#folder) {
      this.#folders.add(fd);
    }
    if (!this.#has(path)) {
      return;
    }
    let file = this.#files.get(path);
    if (!file && creates) {
      file = { initial: Buffer.alloc(0), asked: [], size: 0, synced: 0 };
      this.#name({ path, file });
    }
    if (file) {
      this.#open.set(fd, { file, position: 0, appends });
      if (truncates) {
        this.#truncate(file, 0);
      }
    }
  }

  #writes({ fd, data, offset }: Extract<Step, { kind: 'write' }>): string | undefined {
    const open = this.#open.get(fd);
    if (!open) {
      return data.toString('utf8');
    }
    const at = offset ?? (open.appends ? open.file.size : open.position);
    open.file.asked.push({ offset: at, data });
    open.file.size = Math.max(open.file.size, at + data.length);
    if (offset === undefined) {
      open.position = at + data.length;
    }
    return undefined;
  }

  #truncate(file: File | undefined, size: number): void {
    if (file) {
      file.asked.push({ size });
      file.size = size;
    }
  }

  #synced(fd: number): void {
    const until = this.#syncing.get(fd) ?? 0;
    const file = this.#open.get(fd)?.file;
    if (this.#folders.has(fd)) {
      this.#namesSynced = Math.max(this.#namesSynced, until);
    } else if (file) {
      file.synced = Math.max(file.synced, until);
    }
  }
}

/** The files of a folder, by path. */
export function contentOfFolder(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))]));
}

function contentOf(file: File, left: (typeof leftovers)[number], random: () => number): Buffer {
  const ends = file.asked.map((asked) => ('size' in asked ? asked.size : asked.offset + asked.data.length));
  const content = Buffer.alloc(ends.reduce((most, end) => Math.max(most, end), file.initial.length));
  let size = file.initial.copy(content);
  const write = (offset: number, data: Buffer) => {
    data.copy(content, offset);
    size = Math.max(size, offset + data.length);
  };
  const resize = (to: number) => {
    content.fill(0, Math.min(size, to));
    size = to;
  };
  for (const [i, asked] of file.asked.entries()) {
    const isSafe = i < file.synced;
    const isKept = isSafe || left === 'all' || (left !== 'none' && random() < 0.5);
    if ('size' in asked) {
      if (isKept) {
        resize(asked.size);
      }
    } else if (left === 'sectors' && !isSafe) {
      sectorsOf(asked.offset, asked.data).forEach(({ offset, data }) => random() < 0.5 && write(offset, data));
    } else if (isKept) {
      write(asked.offset, asked.data);
    }
  }
  return content.subarray(0, size);
}

/** A write cut where the disk's sectors end. */
function sectorsOf(offset: number, data: Buffer): { offset: number; data: Buffer }[] {
  const pieces: { offset: number; data: Buffer }[] = [];
  for (let at = offset; at < offset + data.length;) {
    const end = Math.min(offset + data.length, (Math.floor(at / sectorBytes) + 1) * sectorBytes);
    pieces.push({ offset: at, data: data.subarray(at - offset, end - offset) });
    at = end;
  }
  return pieces;
}
