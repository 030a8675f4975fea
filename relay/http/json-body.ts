import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseDeepJson } from '../ingest/body-guard.ts';
import { carriable } from '../ingest/carriable.ts';
import { Problem } from './problem.ts';

const reserved = 'The body uses a reserved key (__proto__, constructor or prototype); rename it.';
const poisonous = /"(?:__proto__|constructor|prototype)"\s*:|\\u00/;

/** Whether an own key of a parsed body could reach a prototype; walks only bodies that spell one. */
function isPoisoned(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.keys(value).some(
    (key) => key === '__proto__' || key === 'constructor' || key === 'prototype' || isPoisoned((value as Record<string, unknown>)[key]),
  );
}

const raws = new WeakMap<FastifyRequest, Buffer>();

/** The body of a request byte for byte, as signatures are made of it. */
export function rawBody(request: FastifyRequest): Buffer {
  return raws.get(request) ?? Buffer.alloc(0);
}

/** Reads every body as JSON whatever its content type says (monitors and curl often say another), with guards before the parser. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    raws.set(request, body);
    try {
      done(null, parseGuarded(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** What alone may spell something the log cannot carry: half a surrogate pair, or a number beyond the double range. */
const uncarriable = /\\u[dD][89a-fA-F]|[eE]\+?\d{3}|(?<!\d)\d{200}/;

const mostFields = 1000;

/** Reads forms as names and values, for the senders that post them; JSON under that type, as curl sends it, is JSON still. */
export function readForms(server: FastifyInstance): void {
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    raws.set(request, body);
    try {
      done(null, parseForm(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseForm(body: Buffer): unknown {
  const text = body.toString('utf8');
  if (body.length === 0 || /^\s*[[{]/.test(text)) {
    return parseGuarded(body);
  }
  const fields = [...new URLSearchParams(text)];
  if (fields.length > mostFields) {
    throw new Problem(400, `The form has ${fields.length} fields; send at most ${mostFields}.`);
  }
  const form = Object.fromEntries(fields);
  if (isPoisoned(form)) {
    throw new Problem(400, reserved);
  }
  // GitHub's other content type: the JSON as the one field of a form.
  const { payload } = form;
  return fields.length === 1 && payload !== undefined ? parseGuarded(Buffer.from(payload)) : carriable(form);
}

function parseGuarded(body: Buffer): unknown {
  if (body.length === 0) {
    return undefined;
  }
  const tooDeep = refuseDeepJson(body);
  if (tooDeep !== undefined) {
    throw new Problem(400, tooDeep);
  }
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, 'The body is not JSON; check quotes and commas.');
  }
  if (poisonous.test(text) && isPoisoned(value)) {
    throw new Problem(400, reserved);
  }
  return uncarriable.test(text) ? carriable(value) : value;
}
