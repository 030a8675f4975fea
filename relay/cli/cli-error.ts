/** Exit code of a command that found something, or that the relay refused. */
export const found = 1;
/** Exit code of a command that was used wrongly. */
export const misused = 2;

/** What went wrong in one sentence, and in another what to do about it. */
export class CliError extends Error {
  readonly exitCode: typeof found | typeof misused;
  readonly advice: string;
  /** What else a script may want to know. */
  readonly more: Record<string, unknown>;

  constructor(exitCode: typeof found | typeof misused, message: string, advice: string, more: Record<string, unknown> = {}) {
    super(message);
    this.exitCode = exitCode;
    this.advice = advice;
    this.more = more;
  }
}

/** The reason a system call gave, as words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'it does not exist',
    EACCES: 'you may not read or write it',
    EPERM: 'you may not read or write it',
    EISDIR: 'it is a folder',
    ENOTDIR: 'part of its path is not a folder',
    EEXIST: 'it exists already',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  return reasons[code ?? ''] ?? message;
}
