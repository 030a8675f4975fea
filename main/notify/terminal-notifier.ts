import type { Writable } from 'node:stream';
import { plainLine } from '../text/plain.ts';
import { callLimitMs, systemTimers, within, type Timers } from './deadline.ts';
import type { Notice, NoticeAction, Notifier, RaiseResult } from './notifier.ts';

const bell = '\u0007';
const reset = '\u001B[0m';
const loud = '\u001B[1;37;41m';
const plain = '\u001B[1m';

/** Whether an output understands colour. */
export type TerminalOutput = Writable & { isTTY?: boolean };

/** Pages printed in a terminal, with its bell; answers come from whoever reads the keyboard. */
export class TerminalNotifier implements Notifier {
  readonly name = 'terminal';
  readonly #output: TerminalOutput;
  readonly #timers: Timers;

  constructor(output: TerminalOutput, timers: Timers = systemTimers) {
    this.#output = output;
    this.#timers = timers;
  }

  raise(notice: Notice): Promise<RaiseResult> {
    const printed = new Promise<RaiseResult>((resolve) => {
      this.#output.write(this.#textOf(notice), (error) =>
        resolve(error ? { outcome: 'failed', why: `The terminal cannot be written to: ${error.message}` } : { outcome: 'shown' }),
      );
    });
    return within(this.#timers, callLimitMs, printed, () => ({ outcome: 'failed', why: 'The terminal takes no more text.' }));
  }

  /** What is printed stays: the terminal is also the record of what happened. */
  clear(): Promise<void> {
    return Promise.resolve();
  }

  subscribe(_listener: (key: string, action: NoticeAction) => void): () => void {
    return () => undefined;
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  #textOf(notice: Notice): string {
    const title = plainLine(notice.title, 400);
    const colour = notice.urgency === 'critical' ? loud : plain;
    const heading = this.#output.isTTY === true ? `${colour} ${title} ${reset}` : title;
    return `${notice.sound ? bell : ''}\n${heading}\n  ${plainLine(notice.body, 400)}\n`;
  }
}
