import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { HeldTimers, noticeOf, notifierContract } from '../../test/contract/notifier-contract.ts';
import { TerminalNotifier, type TerminalOutput } from './terminal-notifier.ts';

class FakeTerminal extends Writable {
  isTTY?: boolean;
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

function pagesIn(text: string): string[] {
  return text.split('\n').filter((line) => line.startsWith('  '));
}

notifierContract('the terminal', { takesBack: false, tells: false }, async () => {
  const terminal = new FakeTerminal();
  return {
    notifier: new TerminalNotifier(terminal),
    standing: async () => {
      const titles = terminal.text.split('\n').filter((line) => line.startsWith('Critical'));
      return pagesIn(terminal.text).map((line, i) => ({ key: /fail in (\w+)/.exec(line)?.[1] ?? '', text: `${titles[i]} ${line}` }));
    },
    stop: () => Promise.resolve(),
  };
});

describe('the terminal', () => {
  it('rings its bell for a page that may be heard and for no other', async () => {
    const terminal = new FakeTerminal();
    const notifier = new TerminalNotifier(terminal);
    await notifier.raise(noticeOf('a', { sound: false }));
    expect(terminal.text).not.toContain('\u0007');
    await notifier.raise(noticeOf('a'));
    expect(terminal.text).toContain('\u0007');
  });

  it('colours the title only where it is a terminal', async () => {
    const terminal = new FakeTerminal();
    terminal.isTTY = true;
    await new TerminalNotifier(terminal).raise(noticeOf('a'));
    expect(terminal.text).toContain('\u001B[1;37;41m Critical: Checkout \u001B[0m');
  });

  it('says so when nothing reads what it prints', async () => {
    const timers = new HeldTimers();
    const blocked: TerminalOutput = new Writable({ write: () => undefined });
    const raised = new TerminalNotifier(blocked, timers).raise(noticeOf('a'));
    timers.runOut();
    expect(await raised).toEqual({ outcome: 'failed', why: 'The terminal takes no more text.' });
  });

  it('says so when it is gone', async () => {
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    gone.on('error', () => undefined);
    expect(await new TerminalNotifier(gone).raise(noticeOf('a'))).toEqual({
      outcome: 'failed',
      why: 'The terminal cannot be written to: EPIPE',
    });
  });
});
