import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AuthorPart } from '../../shared/log/envelope.ts';
import type { PendingCommand } from './replica-store.ts';

type Line = { add: PendingCommand; deviceSeq: number } | { done: string };

/**
 * Pending commands in an append-only file beside the database, synced with every line: a damaged database can be rebuilt
 * from the relay, what was never sent cannot. A last line cut short by a crash was never answered for and is dropped.
 */
export class PendingFile {
  readonly #file: string;
  readonly #commands = new Map<string, PendingCommand>();
  #descriptor: number;
  #lastDeviceSeq = 0;
  #doneLines = 0;
  #torn = false;

  constructor(file: string) {
    this.#file = file;
    for (const line of readLines(file)) {
      this.#replay(line);
    }
    this.#descriptor = this.#compactIfRoom();
  }

  /** Commands added and not yet done, in order. */
  get commands(): PendingCommand[] {
    return [...this.#commands.values()];
  }

  /** The highest `deviceSeq` this file has seen since it was last compacted. */
  get lastDeviceSeq(): number {
    return this.#lastDeviceSeq;
  }

  add(command: PendingCommand, deviceSeq: number): void {
    this.#append([{ add: command, deviceSeq }]);
  }

  /** Puts commands that were counted anew in the place of those with their ids, all of them or none. */
  renumber(commands: readonly PendingCommand[], lastDeviceSeq: number): void {
    commands.forEach((command) => this.#commands.set(command.id, command));
    this.#lastDeviceSeq = lastDeviceSeq;
    closeSync(this.#descriptor);
    this.#descriptor = this.#compact();
  }

  done(ids: readonly string[]): void {
    const known = ids.filter((id) => this.#commands.has(id));
    this.#append(known.map((id) => ({ done: id })));
    if (this.#doneLines > 1000) {
      closeSync(this.#descriptor);
      this.#descriptor = this.#compact();
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #append(lines: readonly Line[]): void {
    if (lines.length === 0) {
      return;
    }
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    // A full disk may have cut the line before this one short: it must not take this one with it.
    const before = this.#torn ? '\n' : '';
    this.#torn = true;
    writeFileSync(this.#descriptor, before + text);
    fsyncSync(this.#descriptor);
    this.#torn = false;
    lines.forEach((line) => this.#replay(line));
  }

  #replay(line: Line): void {
    if ('add' in line) {
      this.#commands.set(line.add.id, line.add);
      this.#lastDeviceSeq = Math.max(this.#lastDeviceSeq, line.deviceSeq);
    } else {
      this.#commands.delete(line.done);
      this.#doneLines += 1;
    }
  }

  /** A full disk is no reason not to start: what is there stays as it is, and is added to. */
  #compactIfRoom(): number {
    try {
      return this.#compact();
    } catch {
      this.#torn = existsSync(this.#file);
      return openSync(this.#file, 'a', 0o600);
    }
  }

  /** Rewrites the file with what is still pending and opens it for appending. */
  #compact(): number {
    const temporary = `${this.#file}.tmp`;
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      for (const command of this.#commands.values()) {
        writeFileSync(descriptor, `${JSON.stringify({ add: command, deviceSeq: this.#lastDeviceSeq } satisfies Line)}\n`);
      }
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, this.#file);
    syncFolder(dirname(this.#file));
    this.#doneLines = 0;
    return openSync(this.#file, 'a', 0o600);
  }
}

/** Makes a rename last through a power cut; Windows cannot open a folder to sync it, and NTFS journals the rename. */
function syncFolder(folder: string): void {
  if (process.platform !== 'win32') {
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}

/** The lines that can be sent; what nobody can read, but a line cut short, goes into a file beside it and is not lost. */
function readLines(file: string): Line[] {
  if (!existsSync(file)) {
    return [];
  }
  const texts = readFileSync(file, 'utf8').split('\n');
  const read = texts.map((text) => ({ text, line: text === '' ? undefined : readLine(text) }));
  const odd = read.slice(0, -1).filter(({ text, line }) => text !== '' && line === undefined);
  try {
    if (odd.length > 0) {
      appendFileSync(`${file}.unreadable`, odd.map(({ text }) => `${text}\n`).join(''), { mode: 0o600 });
    }
  } catch {
    // A full disk must not keep the bell from ringing for what nobody can read.
  }
  return read.flatMap(({ line }) => line ?? []);
}

const Line = z.union([
  z.object({ add: z.object({ id: z.string(), author: z.string(), signature: z.string() }), deviceSeq: z.int() }),
  z.object({ done: z.string() }),
]);

/** A line; undefined for one cut short by a crash before it was synced, or that nobody could send. */
function readLine(text: string): Line | undefined {
  try {
    const line = Line.safeParse(JSON.parse(text)).data;
    const isReadable = line !== undefined && ('done' in line || AuthorPart.safeParse(JSON.parse(line.add.author)).success);
    return isReadable ? line : undefined;
  } catch {
    return undefined;
  }
}
