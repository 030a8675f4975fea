/** Marks a text for the eye; plain where colour was not wanted. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  /** Columns of the terminal; Infinity where there is none to fit into. */
  columns: number;
}

const wrap = (open: number, close: number) => (text: string) => `\u001B[${open}m${text}\u001B[${close}m`;
const same = (text: string) => text;

/** How to write to an output: in colour on a terminal only, and not when NO_COLOR (https://no-color.org) says so. */
export function styleFor(output: { isTTY?: boolean; columns?: number }, env: NodeJS.ProcessEnv): Style {
  const columns = output.isTTY === true ? (output.columns ?? 80) : Infinity;
  const isColoured = output.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return isColoured
    ? { bold: wrap(1, 22), dim: wrap(2, 22), red: wrap(31, 39), yellow: wrap(33, 39), green: wrap(32, 39), columns }
    : { bold: same, dim: same, red: same, yellow: same, green: same, columns };
}
