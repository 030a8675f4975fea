import { z } from 'zod';
import { CliError, found } from './cli-error.ts';
import { adminToken, relayUrl, type RelayFlags } from './connection.ts';
import type { Io } from './io.ts';

const answerWithinMs = 30_000;
const Problem = z.looseObject({ detail: z.string() });

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its name cannot be looked up',
  EAI_AGAIN: 'its name cannot be looked up',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};

/** Speaks HTTP with one relay and turns whatever goes wrong into a sentence and an advice. */
export class RelayClient {
  readonly url: string;
  readonly #token: string | undefined;

  constructor(url: string, token: string | undefined) {
    this.url = url;
    this.#token = token;
  }

  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#read(await this.#request('GET', path), schema);
  }

  async post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.#read(await this.#request('POST', path, body), schema);
  }

  async delete<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#read(await this.#request('DELETE', path), schema);
  }

  async getText(path: string): Promise<string> {
    return (await this.#request('GET', path)).text();
  }

  async #request(method: string, path: string, body?: unknown): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.url}${path}`, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithinMs),
        headers: this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw this.#unreachable(error);
    }
    if (!response.ok) {
      throw await this.#refused(response);
    }
    return response;
  }

  async #read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
    const parsed = schema.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) {
      throw this.#stranger();
    }
    return parsed.data;
  }

  #unreachable(error: unknown): CliError {
    const cause = (error as { cause?: { code?: string } }).cause;
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    const reason = late ? 'it does not answer' : (reasons[cause?.code ?? ''] ?? 'it cannot be reached');
    return new CliError(
      found,
      `No relay answers at ${this.url}: ${reason}.`,
      'Start one with "npm run relay -- --data DIR", or say where yours is: --relay URL (or WATCHBELL_RELAY).',
    );
  }

  async #refused(response: Response): Promise<CliError> {
    const { status } = response;
    const body: unknown = await response.json().catch(() => undefined);
    if (status === 401 || status === 403) {
      const advice = 'Give the adminToken of the credentials.json in that relay’s data folder: --token TOKEN, or --data DIR.';
      return new CliError(found, `The relay at ${this.url} does not accept this token.`, advice, { status });
    }
    const problem = Problem.safeParse(body);
    if (problem.success) {
      const { detail, title: _title, type: _type, ...more } = problem.data;
      return new CliError(found, detail, '', { ...more, status });
    }
    const invalid = z.object({ errors: z.array(z.string()) }).safeParse(body);
    return invalid.success
      ? new CliError(found, `The relay refused the alert: ${invalid.data.errors.join('; ')}.`, '', { status })
      : this.#stranger();
  }

  #stranger(): CliError {
    return new CliError(
      found,
      `What answers at ${this.url} is not a Watchbell relay.`,
      'Check the address: --relay URL (or WATCHBELL_RELAY).',
    );
  }
}

/** A client with the operator's token. */
export function operatorClient(io: Io, flags: RelayFlags): RelayClient {
  const url = relayUrl(io, flags);
  return new RelayClient(url, adminToken(io, flags));
}
