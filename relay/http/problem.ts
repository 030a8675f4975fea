import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { BadSegment } from '../archive/segment.ts';

/** An answer that says what went wrong and what to do (RFC 9457); never a stack. */
export class Problem extends Error {
  readonly status: number;
  readonly more: Record<string, unknown>;

  constructor(status: number, detail: string, more: Record<string, unknown> = {}) {
    super(detail);
    this.status = status;
    this.more = more;
  }
}

/** The sentence for the limits and mistakes Fastify itself reports. */
const sentences: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this address takes; send less at a time.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The Content-Length does not match the body; the connection may have been cut.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send a JSON object.',
};

/** Turns any error into problem details; only unexpected ones are logged with their stack. */
export function sendProblem(error: FastifyError | Problem | BadSegment, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof BadSegment) {
    sendProblem(new Problem(503, `The log is damaged: ${error.message}.`), request, reply);
    return;
  }
  const status = error instanceof Problem ? error.status : (error.statusCode ?? 500);
  const isOurs = error instanceof Problem;
  if (status >= 500 && !(isOurs && status === 503)) {
    request.log.error({ err: error }, 'request failed');
  }
  const code = 'code' in error ? error.code : '';
  const detail =
    isOurs || status < 500
      ? (sentences[code] ?? error.message)
      : 'The relay met a fault of its own; it is in its log. Send the request again.';
  void reply
    .status(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...(isOurs ? error.more : {}) });
}
