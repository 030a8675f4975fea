import { carriable } from '../ingest/carriable.ts';
import { scanJson, type List, type Stretch } from '../ingest/json-scan.ts';
import { Problem } from './problem.ts';

/** How much of a body is parsed in one go, in bytes; a list is parsed so much at a time (S2). */
const pieceBytes = 256 * 1024;

/** The largest single value that is no list at the top, and the largest element of one; more would hold up everybody else. */
const largestPieceBytes = 2 * 1024 * 1024;

/** Each name is looked at several times on its way into a field; no monitor has so many. */
const mostNames = 10_000;
const shortestField = '"a":1,'.length;

const reserved = 'The body uses a reserved key (__proto__, constructor or prototype); rename it.';
const poisonous = /"(?:__proto__|constructor|prototype)"\s*:|\\u00/;

/** What alone may spell something the log cannot carry: half a surrogate pair, or a number beyond the double range. */
const uncarriable = /\\u[dD][89a-fA-F]|[eE]\+?\d{3}|(?<!\d)\d{200}/;

/** Whether an own key of a parsed body could reach a prototype; walks only bodies that spell one. */
function isPoisoned(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.keys(value).some(
    (key) => key === '__proto__' || key === 'constructor' || key === 'prototype' || isPoisoned((value as Record<string, unknown>)[key]),
  );
}

/** Refuses names and values that came some other way than as JSON, when one of them could reach a prototype. */
export function refuseReserved(value: unknown): void {
  if (isPoisoned(value)) {
    throw new Problem(400, reserved);
  }
}

/**
 * Reads a body as JSON, as the log can carry it, with pauses between its pieces: the body without its lists at the top, then
 * stretches of each of them. Gives what reading all of it at once would give. Throws a Problem for what is no JSON, nests too deep
 * or uses a reserved key.
 */
export function* readJson(body: Buffer, stretchBytes = pieceBytes): Generator<undefined, unknown> {
  if (body.length === 0) {
    return undefined;
  }
  const scan = yield* scanJson(body, stretchBytes);
  if ('problem' in scan) {
    throw new Problem(400, scan.problem);
  }
  if (body.length <= stretchBytes || scan.lists.length === 0) {
    return parsePiece(body, 0, body.length);
  }
  const around = parseText(textAround(body, scan.lists));
  const lists: unknown[][] = [];
  let sincePause = 0;
  for (const list of scan.lists) {
    lists.push(yield* readList(body, list));
    sincePause += list.closes - list.opens;
    if (sincePause >= pieceBytes) {
      sincePause = 0;
      yield;
    }
  }
  if (Array.isArray(around)) {
    return lists[0];
  }
  return Object.fromEntries(
    Object.entries(around as object).map(([name, value]) => [name, Array.isArray(value) ? lists[Number(value[0])] : value]),
  );
}

/** The body with the number of each of its lists in that list's place. */
function textAround(body: Buffer, lists: readonly List[]): string {
  const parts: string[] = [];
  let from = 0;
  refuseLarge(body.length - lists.reduce((sum, { opens, closes }) => sum + Math.max(0, closes - opens), 0));
  lists.forEach(({ opens, closes }, i) => {
    parts.push(textOf(body, from, opens + 1), String(i));
    from = closes < 0 ? body.length : closes;
  });
  parts.push(textOf(body, from, body.length));
  return parts.join('');
}

function* readList(body: Buffer, { stretches }: List): Generator<undefined, unknown[]> {
  const all: unknown[] = [];
  let done = 0;
  for (const { from, to, elements } of stretches) {
    const read = parseStretch(body, { from, to, elements }, stretches.length === 1);
    for (const each of read) {
      all.push(each);
    }
    done += to - from;
    if (done >= pieceBytes) {
      done = 0;
      yield;
    }
  }
  return all;
}

/** A stretch is a list by itself; that a comma stands where no element follows is seen by how many there are. */
function parseStretch(body: Buffer, { from, to, elements }: Stretch, isWhole: boolean): unknown[] {
  const read = parseText(`[${textOf(body, from, to)}]`) as unknown[];
  const isEmpty = isWhole && elements === 1 && read.length === 0;
  if (read.length !== elements && !isEmpty) {
    throw notJson();
  }
  return read;
}

function parsePiece(body: Buffer, from: number, to: number): unknown {
  return parseText(textOf(body, from, to));
}

function textOf(body: Buffer, from: number, to: number): string {
  refuseLarge(to - from);
  return body.toString('utf8', from, to);
}

function refuseLarge(bytes: number): void {
  if (bytes > largestPieceBytes) {
    throw new Problem(413, 'One value of the body is larger than 2 MB; send less, or a link to it.');
  }
}

function parseText(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notJson();
  }
  if (text.length > mostNames * shortestField) {
    refuseManyNames(value, 3);
  }
  if (poisonous.test(text)) {
    refuseReserved(value);
  }
  return uncarriable.test(text) ? carriable(value) : value;
}

/** Looks as deep as the labels of an alert of a body's list are; what is deeper is kept as it is, and not looked at. */
function refuseManyNames(value: unknown, levels: number): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (!Array.isArray(value) && Object.keys(value).length > mostNames) {
    throw new Problem(400, `One object of the body has more than ${mostNames} names; send fewer, or a list.`);
  }
  if (levels > 0) {
    Object.values(value).forEach((each) => refuseManyNames(each, levels - 1));
  }
}

function notJson(): Problem {
  return new Problem(400, 'The body is not JSON; check quotes and commas.');
}
