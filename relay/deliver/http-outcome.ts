import type { Outcome } from '../../shared/delivery/attempt.ts';
import { NoAnswer, type HttpAnswer, type HttpRequest, type OutgoingHttp } from './outgoing-http.ts';

/** What a status says: taken, come again, or never. A body that the provider would have to explain is not repeated, for it may hold secrets. */
export function outcomeOf({ status, headers }: HttpAnswer, receipt?: string): Outcome {
  if (status >= 200 && status < 300) {
    return { outcome: 'sent', receipt };
  }
  if (status === 429 || status === 408 || status === 425 || status >= 500) {
    return { outcome: 'retry', why: `The provider answered ${status}.`, retryAfterMs: retryAfter(headers['retry-after']) };
  }
  if (status >= 300 && status < 400) {
    return { outcome: 'dead', why: `The provider answered ${status}; redirects are not followed, so give the address it leads to.` };
  }
  return { outcome: 'dead', why: `The provider answered ${status}; look at its address and credentials.` };
}

function retryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}

/** Asks and judges by the status; `receipt` reads the provider's own id of the message out of the answer. */
export async function post(
  http: OutgoingHttp,
  request: HttpRequest,
  signal: AbortSignal,
  judge: (answer: HttpAnswer) => Outcome = outcomeOf,
): Promise<Outcome> {
  try {
    return judge(await http.ask(request, signal));
  } catch (error) {
    if (error instanceof NoAnswer) {
      return { outcome: error.isForGood ? 'dead' : 'retry', why: error.message };
    }
    throw error;
  }
}

/** A field of a JSON answer as text; undefined when it is not there. */
export function fieldOf({ body }: HttpAnswer, name: string): string | undefined {
  try {
    const value = (JSON.parse(body) as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  } catch {
    return undefined;
  }
}
