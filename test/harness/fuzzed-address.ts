import type { FastifyInstance, InjectOptions } from 'fastify';
import { expect } from 'vitest';
import { longestStall } from './held-up.ts';

/** So many bodies are under way at once, as they are with a real server; one after another each would wait for a commit of its own. */
const atOnce = 50;

/** What is wrong with an answer to a body nobody would send; undefined when nothing is. */
export function complaintAbout({ statusCode, body }: { statusCode: number; body: string }): string | undefined {
  if (statusCode >= 500 || (statusCode !== 202 && statusCode !== 200 && body.length < 40)) {
    return `${statusCode}: ${body}`;
  }
  // What a parser lets through the log takes: nothing is dropped because its form is wrong.
  return body.includes('\\"code\\"') ? `the log refused it: ${body}` : undefined;
}

/** Sends so many requests, prints how they were answered, and complains of an answer that is none; returns how often each status was given. */
export async function fuzzAddress(
  { server, ledger }: { server: FastifyInstance; ledger: { settled(): Promise<void> } },
  { name, runs, request }: { name: string; runs: number; request: (run: number) => InjectOptions },
): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const send = async (run: number): Promise<void> => {
    const asked = request(run);
    const answer = await server.inject(asked);
    counts.set(answer.statusCode, (counts.get(answer.statusCode) ?? 0) + 1);
    const shown = typeof asked.payload === 'string' ? asked.payload.slice(0, 2000) : name;
    expect(complaintAbout(answer), shown).toBeUndefined();
  };
  const { ownMs } = await longestStall(async () => {
    for (let run = 0; run < runs; run += atOnce) {
      await Promise.all(Array.from({ length: Math.min(atOnce, runs - run) }, (_, i) => send(run + i)));
    }
    await ledger.settled();
  });
  const seen = [...counts].map(([status, count]) => `${status}: ${count}`).join(', ');
  process.stdout.write(`S2 ${name}: ${runs} bodies, ${seen}; the longest turn took ${ownMs.toFixed(0)} ms of work\n`);
  return counts;
}
