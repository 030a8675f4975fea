import type { FastifyInstance } from 'fastify';
import { refuseDeepJson } from '../ingest/body-guard.ts';
import { carriable } from '../ingest/carriable.ts';
import { Problem } from './problem.ts';

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

/** Reads every body as JSON whatever its content type says (monitors and curl often say another), with guards before the parser. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, parseGuarded(body));
    } catch (error) {
      done(error as Error);
    }
  });
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
    throw new Problem(400, 'The body uses a reserved key (__proto__, constructor or prototype); rename it.');
  }
  return carriable(value);
}
