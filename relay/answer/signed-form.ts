import type { FastifyInstance } from 'fastify';
import { Problem } from '../http/problem.ts';

/** A body as it came, for what is signed is its bytes, and the fields of the form in it. */
export interface RawForm {
  raw: Buffer;
  fields: Readonly<Record<string, string>>;
}

const mostFields = 200;

/** Reads every body of a scope as a form, and keeps its bytes. */
export function readSignedForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, raw: Buffer, done) => {
    const fields = [...new URLSearchParams(raw.toString('utf8'))];
    if (fields.length > mostFields) {
      done(new Problem(400, `The form has ${fields.length} fields; send at most ${mostFields}.`));
      return;
    }
    // Without a prototype: a field may be called anything.
    done(null, { raw, fields: Object.assign(Object.create(null), Object.fromEntries(fields)) as RawForm['fields'] });
  });
}

/** The fields of a body read so; none for an empty one. */
export function fieldsOf(body: unknown): RawForm['fields'] {
  return (body as RawForm | undefined)?.fields ?? {};
}

/** The bytes of a body read so. */
export function bytesOf(body: unknown): Buffer {
  return (body as RawForm | undefined)?.raw ?? Buffer.alloc(0);
}
