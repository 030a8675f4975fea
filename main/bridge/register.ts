import type { z } from 'zod';
import { requests, type Answers, type CommandResult, type RequestChannel } from '../../shared/bridge/contract.ts';
import type { Words } from '../text/words.ts';
import type { Handlers } from './handlers.ts';
import type { Caller, Ipc } from './ipc.ts';

/** Requests that are questions: what they answer is no CommandResult, so a failure must reject. */
type QuestionChannel = { [C in RequestChannel]: Answers[C] extends CommandResult ? never : C }[RequestChannel];
const questions: Record<QuestionChannel, true> = {
  'desk:get': true,
  'policies:get': true,
  'form:get': true,
  'schedules:get': true,
  'schedules:preview': true,
  'schedules:propose': true,
  'schedules:changes': true,
  'ways:get': true,
  'incident:get': true,
  'incident:explain': true,
  'noise:get': true,
  'noise:preview': true,
  'noise:try': true,
  'handoff:draft': true,
};

/** What serving requests needs beside their handlers. */
export interface RegisterOptions {
  /** Where every page of ours comes from, for example `app://watchbell`. */
  origin: string;
  words(): Words;
  /** Told of every failure, for the log; a window never sees more than a sentence. */
  onError(channel: RequestChannel, error: unknown): void;
}

/** Answers every request of the contract, and only those that our own pages make in the form it asks for. */
export function registerHandlers(ipc: Ipc, handlers: Handlers, options: RegisterOptions): () => void {
  const serve = (channel: RequestChannel): (() => void) =>
    ipc.handle(channel, async (caller, argument) => {
      const refuse = (message: string): CommandResult => {
        if (Object.hasOwn(questions, channel)) {
          throw new Error(message);
        }
        return { ok: false, message };
      };
      const words = options.words().bridge;
      if (!isOurs(caller, options.origin)) {
        options.onError(channel, new Error(`refused a request from ${caller.url}`));
        return refuse(words.stranger);
      }
      const parsed = requests[channel].safeParse(argument);
      if (!parsed.success) {
        return refuse(words.notUnderstood(detailOf(parsed.error)));
      }
      // The handler's type comes from the schema that has just been checked, which TypeScript cannot see here.
      const handler = handlers[channel] as (argument: unknown) => Promise<unknown>;
      try {
        return await handler(parsed.data);
      } catch (error) {
        options.onError(channel, error);
        return refuse(words.failed);
      }
    });
  const stops = (Object.keys(requests) as RequestChannel[]).map(serve);
  return () => stops.forEach((stop) => stop());
}

function isOurs(caller: Caller, origin: string): boolean {
  return caller.isOurPage && (caller.url === origin || caller.url.startsWith(`${origin}/`));
}

function detailOf(error: z.ZodError): string {
  const [first] = error.issues;
  const path = first?.path.join('.') ?? '';
  const message = (first?.message ?? 'it has another form').replace(/\.$/, '');
  return path === '' ? message : `${path}: ${message}`;
}
