import { z } from 'zod';

const Answer = z.object({ device: z.uuid(), person: z.string(), log: z.uuid() });

/** Enrols this desktop at a relay. Rejects with a sentence that says what to do. */
export async function pairWithRelay(
  url: string,
  wanted: { code: string; person: string; device: string; deviceName: string; publicKey: string },
): Promise<{ person: string }> {
  const address = `${url.replace(/\/+$/, '')}/v1/pair`;
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw new Error(`No relay answers at ${url}; check the address and that the relay runs.`);
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const { detail } = (body ?? {}) as { detail?: unknown };
    throw new Error(typeof detail === 'string' ? detail : `${url} is not a Watchbell relay; check the address.`);
  }
  const answer = Answer.safeParse(body);
  if (!answer.success) {
    throw new Error(`${url} is not a Watchbell relay; check the address.`);
  }
  return { person: answer.data.person };
}
