import type { Outcome } from '../../shared/delivery/attempt.ts';
import { NoAnswer, type HttpAnswer, type HttpRequest, type OutgoingHttp } from './outgoing-http.ts';

/** What a status says: taken, come again, or never. A body that the provider would have to explain is not repeated, for it may hold secrets. */
export function outcomeOf({ status, headers }: HttpAnswer, receipt?: string): Outcome {
  if (status >= 200 && status < 300) {
    return { outcome: 'sent', receipt };
  }
  if (status === 429 || status === 408 || status === 425 || status >= 500) {
    return { outcome: 'retry', why: `The provider answered ${status}.`, retryAfterMs: retryAfter(headers) };
  }
  if (status >= 300 && status < 400) {
    return { outcome: 'dead', why: `The provider answered ${status}; redirects are not followed, so give the address it leads to.` };
  }
  return { outcome: 'dead', why: `The provider answered ${status}; look at its address and credentials.` };
}

/** What `Retry-After` asks for, ms: seconds, or a date, which is held against the provider's own. */
function retryAfter({ 'retry-after': header = '', date = '' }: HttpAnswer['headers']): number | undefined {
  if (/^\d{1,6}(\.\d{1,6})?$/.test(header)) {
    return Math.ceil(Number(header) * 1000);
  }
  const waitMs = Date.parse(header) - Date.parse(date);
  return header.endsWith('GMT') && waitMs >= 0 ? waitMs : undefined;
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

/** Whether an answer came whole, as far as its JSON tells. */
export function isWhole({ body }: HttpAnswer): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
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
