import Fastify, { type FastifyInstance } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { isSigned, readToken, signToken } from '../../relay/answer/answer-token.ts';
import { giveAnswer } from '../../relay/answer/give-answer.ts';
import { answerActions } from '../../shared/answer/standing.ts';
import { answerSurface } from '../harness/answering.ts';
import { idOf, mondayNight } from '../harness/entries.ts';
import { fc } from '../harness/properties.ts';

/** How many requests a scanner makes; S7 wants a thousand. */
const requests = Number(process.env['PREFETCH_RUNS'] ?? 1000);

const methods = fc.constantFrom('GET' as const, 'HEAD' as const, 'OPTIONS' as const);
const tails = fc.constantFrom(
  '',
  '/',
  '?',
  '?action=acknowledge',
  '?form=1&action=acknowledge',
  '#x',
  '%20',
  '?utm_source=scanner',
  '//',
  '.html',
);
const headers = fc.record(
  {
    purpose: fc.constant('prefetch'),
    'sec-purpose': fc.constant('prefetch;prerender'),
    'x-http-method-override': fc.constant('POST'),
    'content-type': fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain'),
    'user-agent': fc.constantFrom('Mozilla/5.0', 'SafeLinks', 'Slackbot-LinkExpanding 1.0', 'curl/8'),
  },
  { requiredKeys: [] },
);
const scan = fc.record({ method: methods, tail: tails, headers, upper: fc.boolean(), formBody: fc.boolean() });

/** Lets a scanner loose on links that ring; how many entries the log has more than before, and how many answers were 2xx. */
async function prefetched(
  { ledger }: Pick<Awaited<ReturnType<typeof answerSurface>>, 'ledger'>,
  server: FastifyInstance,
  token: string,
  form: string,
): Promise<{ entries: number; seen: number }> {
  const before = ledger.head.seq;
  let seen = 0;
  for (const each of fc.sample(scan, requests)) {
    const answer = await server.inject({
      method: each.method,
      url: `/a/${each.upper ? token.toUpperCase() : token}${each.tail}`,
      headers: each.headers,
      ...(each.formBody && each.method !== 'GET' ? { payload: `form=${form}&action=acknowledge` } : {}),
    });
    seen += Number(answer.statusCode < 300);
  }
  return { entries: ledger.head.seq - before, seen };
}

it('[ANS2] acts on no GET, HEAD or OPTIONS, however a scanner makes it', async () => {
  const surface = await answerSurface();
  const token = surface.tokenFor();
  const found = await prefetched(surface, surface.server, token, surface.links.formFor(token));
  expect(found.entries).toBe(0);
  expect(found.seen).toBeGreaterThan(requests / 4);
  expect(surface.standing()?.status).toBe('triggered');
  expect((await surface.press(token, 'acknowledge')).statusCode).toBe(200);
});

it('[ANS2] would notice a page that acts when it is shown', async () => {
  const surface = await answerSurface();
  const eager = Fastify();
  onTestFinished(async () => eager.close());
  const acts = async (token: string) => {
    const checked = surface.links.check(token);
    return checked.kind === 'good' ? giveAnswer(surface.ledger, checked.to, 'acknowledge', 'link') : {};
  };
  eager.get<{ Params: { token: string } }>(
    '/a/:token',
    (request, reply) => void acts(request.params.token).then((said) => reply.send(said)),
  );
  expect((await prefetched(surface, eager, surface.tokenFor(), 'x')).entries).toBeGreaterThan(0);
});

const letters = Array.from('abcdefghijklmnopqrstuvwxyz234567');
type Change = { at: number; letter: string };
const changes = fc.array(fc.record({ at: fc.nat(47), letter: fc.constantFrom(...letters) }), { minLength: 1, maxLength: 4 });

function changed(token: string, made: readonly Change[]): string {
  return made.reduce((text, { at, letter }) => text.slice(0, at) + letter + text.slice(at + 1), token);
}

it('[ANS5] accepts no token that was altered, made up, or spelled in another way', async () => {
  const { links, tokenFor } = await answerSurface();
  const token = tokenFor();
  const isAccepted = (text: string) => links.check(text).kind !== 'unknown';
  const wrong = fc.oneof(
    changes.map((made) => changed(token, made)),
    fc.string({ unit: fc.constantFrom(...letters), minLength: 48, maxLength: 48 }),
    fc.string({ maxLength: 200 }),
    fc.nat(48).map((length) => token.slice(0, length)),
    fc.string({ minLength: 1, maxLength: 3 }).map((more) => token + more),
  );
  fc.assert(
    fc.property(wrong, (text) => text.toLowerCase() === token || !isAccepted(text)),
    { numRuns: 5000 },
  );
  expect(isAccepted(token)).toBe(true);
});

it('[ANS5] would notice a check that believes what a token says', async () => {
  const { tokenFor } = await answerSurface();
  const token = tokenFor();
  const property = fc.property(changes, (made) => changed(token, made) === token || readToken(changed(token, made)) === undefined);
  expect(fc.check(property).failed).toBe(true);
});

it('[ANS5] accepts a token for no other incident, ringing, person or key', () => {
  const [key, otherKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const right = { incident: idOf('incident'), epoch: 1, person: 'ana' };
  const token = signToken(key, right, { number: 7, expiresAt: mondayNight }) ?? '';
  const binding = fc.record({
    incident: fc.constantFrom(right.incident, idOf('another')),
    epoch: fc.constantFrom(0, 1, 2, 65_537),
    person: fc.constantFrom('ana', 'bo', 'Ana', 'ana ', '["ana"]'),
    key: fc.constantFrom(key, otherKey),
  });
  const found = fc.check(
    fc.property(binding, ({ key: by, ...other }) => {
      const isRight = by === key && other.incident === right.incident && other.epoch === 1 && other.person === 'ana';
      return isSigned(by, token, other) === isRight;
    }),
    { numRuns: 300 },
  );
  expect(found.failed).toBe(false);
});

it('[ANS3] replays nothing: after an answer no request with the same link changes the log', async () => {
  const { press, post, tokenFor, links, ledger } = await answerSurface();
  const [token, second] = [tokenFor(), tokenFor()];
  const form = links.formFor(token);
  await press(token, 'acknowledge');
  await press(token, 'escalate');
  const before = ledger.head.seq;
  const replays = fc.record({ which: fc.constantFrom(token, second), action: fc.constantFrom(...answerActions) });
  for (const { which, action } of fc.sample(replays, 200)) {
    await post(which, { form: which === token ? form : links.formFor(which), action });
  }
  expect(ledger.head.seq).toBe(before);
});
