const patienceMs = 5000;

/** Posts JSON to an address a chat gave for it; follows nothing and waits five seconds. Rejects when it is not taken. */
export async function tellChat(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  });
  await answer.body?.cancel();
  if (!answer.ok) {
    throw new Error(`The chat answered ${answer.status}.`);
  }
}
