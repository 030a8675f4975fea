import { clearScreenDown, createInterface, cursorTo, moveCursor, type Interface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import type { Desk } from '../../shared/bridge/desk.ts';
import { written, type Face } from './face.ts';
import type { Happening } from './happening.ts';

/** A face for a person at a keyboard: what happened stands above, the present and what they type in the last line. */
export class KeyboardFace implements Face {
  readonly pages: Writable & { isTTY: true };
  readonly #output: Writable;
  readonly #render: (happening: Happening) => string[];
  readonly #prompt: (desk: Desk) => string;
  readonly #lines: Interface;
  readonly #clock: NodeJS.Timeout;
  #desk: Desk | undefined;
  #closed = false;

  constructor(input: Readable, output: Writable, render: (happening: Happening) => string[], prompt: (desk: Desk) => string) {
    this.#output = output;
    this.#render = render;
    this.#prompt = prompt;
    this.#lines = createInterface({ input, output, terminal: true, prompt: '' });
    const pages = new Writable({
      decodeStrings: false,
      write: (chunk: string, _encoding, done) => {
        this.#print(chunk, done);
      },
    });
    this.pages = Object.assign(pages, { isTTY: true as const });
    // The countdown in the last line goes on by itself.
    this.#clock = setInterval(() => this.#refresh(), 1000);
  }

  async tell(happening: Happening): Promise<void> {
    const lines = this.#render(happening);
    if (lines.length > 0) {
      await written(this.pages, `${lines.join('\n')}\n`);
    }
  }

  show(desk: Desk): void {
    this.#desk = desk;
    this.#refresh();
  }

  listen(typed: (line: string) => void, ended: () => void): void {
    this.#lines.on('line', (line) => {
      typed(line);
      this.#refresh();
    });
    this.#lines.on('SIGINT', ended);
    this.#lines.on('close', ended);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#clock);
    this.#clearLine();
    this.#lines.close();
  }

  #print(text: string, done: (error?: Error | null) => void): void {
    if (!this.#closed) {
      this.#clearLine();
    }
    this.#output.write(text, done);
    this.#refresh();
  }

  #refresh(): void {
    if (!this.#closed && this.#desk) {
      this.#clearLine();
      this.#lines.setPrompt(this.#prompt(this.#desk));
      this.#lines.prompt(true);
    }
  }

  /** What is being typed may have grown over several rows. */
  #clearLine(): void {
    moveCursor(this.#output, 0, -this.#lines.getCursorPos().rows);
    cursorTo(this.#output, 0);
    clearScreenDown(this.#output);
  }
}
