import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';
import type { RelayContext } from './relay-context.ts';

/** An answer in Opsgenie's form of an error: its message, and what is wrong by field. */
export class OpsgenieError extends Error {
  readonly statusCode: number;
  readonly errors: Record<string, string> | undefined;

  constructor(statusCode: number, message: string, errors?: Record<string, string>) {
    super(message);
    this.statusCode = statusCode;
    this.errors = errors;
  }
}

const throttled = { 'x-ratelimit-state': 'THROTTLED', 'x-ratelimit-reason': 'ACCOUNT', 'x-ratelimit-period-in-sec': 60 };

/** Answers any error of the Alert API as Opsgenie's clients read it; only unexpected ones are logged. */
export function sendOpsgenieError(
  error: Error & { statusCode?: number },
  { request, reply, context }: { request: FastifyRequest; reply: FastifyReply; context: RelayContext },
): FastifyReply {
  const status = error instanceof Problem ? error.status : (error.statusCode ?? 500);
  const requestId = context.newId();
  const took = Math.round(reply.elapsedTime) / 1000;
  if (status >= 500) {
    request.log.error({ err: error }, 'intake failed');
  } else {
    context.metrics.refused.inc({ reason: status === 429 ? 'throttled' : 'invalid' });
  }
  const errors = error instanceof OpsgenieError && error.errors ? { errors: error.errors } : {};
  return reply
    .status(status)
    .headers({ 'x-request-id': requestId, 'x-response-time': took, ...(status === 429 ? throttled : { 'x-ratelimit-state': 'OK' }) })
    .send({ message: sentenceOf(error, status), ...errors, took, requestId });
}

function sentenceOf(error: Error, status: number): string {
  if (status === 413) {
    return 'The request is larger than 512 KB.';
  }
  return status < 500 || status === 503 ? error.message : 'Internal error; send the request again.';
}
