import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { isoOf, type Instant } from '../../shared/time/instant.ts';
import { written, type Face } from './face.ts';
import type { Happening } from './happening.ts';

/** A face of lines: one plain line per happening, or one JSON value; commands are read a line each, and none need come. */
export class LineFace implements Face {
  readonly pages: Writable;
  readonly #output: Writable;
  readonly #render: (happening: Happening) => string[];
  readonly #lines: Interface;

  constructor(input: Readable, output: Writable, render: (happening: Happening) => string[]) {
    this.pages = output;
    this.#output = output;
    this.#render = render;
    this.#lines = createInterface({ input });
  }

  async tell(happening: Happening): Promise<void> {
    const lines = this.#render(happening);
    if (lines.length > 0) {
      await written(this.#output, `${lines.join('\n')}\n`);
    }
  }

  show(): void {
    // Lines say what changed; there is nothing that stands.
  }

  /** The end of the input is no reason to stop: a watch started by a script has none. */
  listen(typed: (line: string) => void): void {
    this.#lines.on('line', typed);
  }

  close(): void {
    this.#lines.close();
  }
}

/** A happening as one line of JSON; moments as ISO 8601. */
export function jsonLine(happening: Happening, at: Instant): string {
  const { event, ...rest } = happening;
  return JSON.stringify({ event, at: isoOf(at), ...rest }, (key, value: unknown) =>
    (key === 'at' || key === 'until') && typeof value === 'number' ? isoOf(value) : value,
  );
}
