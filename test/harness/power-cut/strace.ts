import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const calls = 'openat,close,write,writev,pwrite64,fsync,fdatasync,ftruncate,rename,unlink';
const longestText = 4 * 1024 * 1024;

/** Whether this host can trace what a process asks of the disk. */
export const canTrace = process.platform === 'linux' && spawnSync('strace', ['--version']).status === 0;

/** What a process is started under so that its system calls go to a file; it stays our own child, and its pipes close when the file is whole. */
export function straceInto(file: string): string[] {
  // Without io_uring nothing reaches the disk but by a call that is traced.
  const quietly = ['-D', '-f', '-y', '-qq', '-E', 'UV_USE_IO_URING=0', '--seccomp-bpf'];
  return ['strace', ...quietly, '-x', '-s', String(longestText), '-e', `trace=${calls}`, '-o', file];
}

/** One thing a process asked of the system, in the order it was asked; `file` names an open file, not a path. */
export type Step =
  | { kind: 'open'; path: string; fd: number; creates: boolean; truncates: boolean; appends: boolean }
  | { kind: 'write'; fd: number; data: Buffer; offset?: number }
  | { kind: 'close'; fd: number }
  | { kind: 'truncate'; fd: number; size: number }
  | { kind: 'sync-begins' | 'sync-ends'; fd: number }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'unlink'; path: string };

/** Reads what strace wrote. A write counts from when it was asked, everything else from when it was done. */
export function readTrace(file: string): Step[] {
  const steps: Step[] = [];
  const unfinished = new Map<string, string>();
  for (const line of readFileSync(file, 'latin1').split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/s.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(rest);
    if (rest.endsWith('<unfinished ...>')) {
      const begun = rest.slice(0, -'<unfinished ...>'.length);
      unfinished.set(thread, begun);
      steps.push(...atOnce(begun));
    } else if (resumed) {
      const whole = (unfinished.get(thread) ?? '') + (resumed[1] ?? '');
      unfinished.delete(thread);
      steps.push(...whenDone(whole));
    } else if (rest !== '') {
      steps.push(...atOnce(rest), ...whenDone(rest));
    }
  }
  return steps;
}

const text = '"((?:[^"\\\\]|\\\\.)*)"';
const positioned = new RegExp(`^pwrite64\\((\\d+)<[^>]*>, ${text}, \\d+, (\\d+)`, 's');
const plain = new RegExp(`^write\\((\\d+)<[^>]*>, ${text}, `, 's');
const gathered = /^writev\((\d+)<[^>]*>, \[(.*)\], \d+/s;
const piece = new RegExp(`iov_base=${text}`, 'gs');
const opened = new RegExp(`^openat\\(AT_FDCWD<[^>]*>, ${text}, ([A-Z_|]+).* = (\\d+)<`, 's');
const renamed = new RegExp(`^rename\\(${text}, ${text}\\) += 0`, 's');
const unlinked = new RegExp(`^unlink\\(${text}\\) += 0`, 's');

function atOnce(call: string): Step[] {
  const at = positioned.exec(call);
  if (at) {
    return [{ kind: 'write', fd: Number(at[1]), data: bytesOf(at[2] ?? ''), offset: Number(at[3]) }];
  }
  const next = plain.exec(call);
  if (next) {
    return [{ kind: 'write', fd: Number(next[1]), data: bytesOf(next[2] ?? '') }];
  }
  const many = gathered.exec(call);
  if (many) {
    const data = Buffer.concat([...(many[2] ?? '').matchAll(piece)].map((each) => bytesOf(each[1] ?? '')));
    return [{ kind: 'write', fd: Number(many[1]), data }];
  }
  // From here on the number may be that of a socket.
  const close = /^close\((\d+)</.exec(call);
  if (close) {
    return [{ kind: 'close', fd: Number(close[1]) }];
  }
  const sync = /^f(?:data)?sync\((\d+)</.exec(call);
  return sync ? [{ kind: 'sync-begins', fd: Number(sync[1]) }] : [];
}

function whenDone(call: string): Step[] {
  const sync = /^f(?:data)?sync\((\d+)<.*= 0/s.exec(call);
  if (sync) {
    return [{ kind: 'sync-ends', fd: Number(sync[1]) }];
  }
  const open = opened.exec(call);
  if (open) {
    const flags = open[2] ?? '';
    const [creates, truncates, appends] = ['O_CREAT', 'O_TRUNC', 'O_APPEND'].map((flag) => flags.includes(flag)) as [
      boolean,
      boolean,
      boolean,
    ];
    return [{ kind: 'open', path: open[1] ?? '', fd: Number(open[3]), creates, truncates, appends }];
  }
  const cut = /^ftruncate\((\d+)<[^>]*>, (\d+)\) += 0/.exec(call);
  if (cut) {
    return [{ kind: 'truncate', fd: Number(cut[1]), size: Number(cut[2]) }];
  }
  const move = renamed.exec(call);
  if (move) {
    return [{ kind: 'rename', from: move[1] ?? '', to: move[2] ?? '' }];
  }
  const gone = unlinked.exec(call);
  return gone ? [{ kind: 'unlink', path: gone[1] ?? '' }] : [];
}

const letters: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7, b: 8 };

/** The bytes of a string as strace spells it. */
export function bytesOf(spelled: string): Buffer {
  if (/^(?:\\x[0-9a-f]{2})*$/.test(spelled)) {
    return Buffer.from(spelled.replaceAll('\\x', ''), 'hex');
  }
  const character = (code: number) => String.fromCodePoint(code);
  const plainly = spelled.replaceAll(/\\(?:x([0-9a-f]{2})|([0-7]{1,3})|(.))/gs, (_, hex?: string, octal?: string, letter = '') =>
    hex !== undefined
      ? character(Number.parseInt(hex, 16))
      : octal !== undefined
        ? character(Number.parseInt(octal, 8))
        : character(letters[letter as string] ?? (letter as string).codePointAt(0) ?? 0),
  );
  return Buffer.from(plainly, 'latin1');
}
