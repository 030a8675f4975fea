import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { carriable } from '../ingest/carriable.ts';
import { multipartFields } from '../ingest/multipart.ts';
import { readJson, refuseReserved } from './json-in-pieces.ts';
import { Problem } from './problem.ts';

/** Smaller bodies are read in one turn. */
const turnBytes = 256 * 1024;

const raws = new WeakMap<FastifyRequest, Buffer>();

/** The body of a request byte for byte, as signatures are made of it. */
export function rawBody(request: FastifyRequest): Buffer {
  return raws.get(request) ?? Buffer.alloc(0);
}

/** Reads every body as JSON whatever its content type says (monitors and curl often say another), with guards before the parser. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    raws.set(request, body);
    return parseGuarded(body);
  });
}

const mostFields = 1000;
/** Real forms are a few KB; the rest would be taken apart in one go. */
const largestFormBytes = 1024 * 1024;

/** Reads forms of both kinds as names and values, for the senders that post them; JSON under that type, as curl sends it, is JSON still. */
export function readForms(server: FastifyInstance): void {
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    raws.set(request, body);
    return parseForm(body);
  });
  server.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    raws.set(request, body);
    refuseLargeForm(body);
    refuseManyFields(body.toString('latin1').match(/^content-disposition:/gim)?.length ?? 0);
    const fields = await multipartFields(body, request.headers['content-type'] ?? '');
    if (fields === undefined) {
      throw new Problem(400, 'The form’s boundary is not in its body; send it as multipart/form-data names it.');
    }
    return readFields(fields);
  });
}

function refuseLargeForm(body: Buffer): void {
  if (body.length > largestFormBytes) {
    throw new Problem(413, 'The form is larger than 1 MB; send less at a time, or JSON.');
  }
}

/** Asked of a form of several parts before it is taken apart, for twenty thousand of them are in a megabyte (S2). */
function refuseManyFields(count: number): void {
  if (count > mostFields) {
    throw new Problem(400, `The form has ${count} fields; send at most ${mostFields}.`);
  }
}

async function parseForm(body: Buffer): Promise<unknown> {
  if (body.length === 0 || /^\s*[[{]/.test(body.toString('latin1', 0, 100))) {
    return parseGuarded(body);
  }
  refuseLargeForm(body);
  return readFields([...new URLSearchParams(body.toString('utf8'))]);
}

async function readFields(fields: readonly (readonly [string, string])[]): Promise<unknown> {
  refuseManyFields(fields.length);
  const form = Object.fromEntries(fields);
  refuseReserved(form);
  // GitHub's and Uptime Kuma's other content types: the JSON as the one field of a form.
  const json = form['payload'] ?? form['data'];
  return fields.length === 1 && json !== undefined && /^\s*[[{]/.test(json) ? parseGuarded(Buffer.from(json)) : carriable(form);
}

/** What is large is read with a turn for everybody else between its pieces (S2). */
async function parseGuarded(body: Buffer): Promise<unknown> {
  const reading = readJson(body);
  for (;;) {
    const { done, value } = reading.next();
    if (done) {
      return value;
    }
    if (body.length > turnBytes) {
      await setImmediate();
    }
  }
}
