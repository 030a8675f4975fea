import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answerSurface, publicUrl } from '../../test/harness/answering.ts';
import { acknowledged } from '../../test/harness/folding.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { answerKeyFile } from './answer-key.ts';
import { linkLifeMs } from './answer-links.ts';
import { usedAnswersFile } from './used-answers.ts';

it('[ANS1] shows an incident behind a signed link and acknowledges it, as the person of the link, when its button is pressed', async () => {
  const { links, incident, get, press, tokenFor, standing, ledger } = await answerSurface();
  expect(links.urlFor({ incident, epoch: 1, person: 'ana' })).toMatch(new RegExp(`^${publicUrl}/a/[a-z2-7]{48}$`));
  const token = tokenFor();
  const shown = await get(token);
  expect(shown.statusCode).toBe(200);
  for (const words of ['#1 Disk full', 'Critical', 'Checkout', 'Mon 23 Nov 02:00', 'Nobody yet', 'Ana Lima', 'Acknowledge', 'Escalate']) {
    expect(shown.body).toContain(words);
  }
  expect(shown.body).not.toMatch(/Resolve<|UTC/);
  const done = await press(token, 'acknowledge');
  expect(done.statusCode).toBe(200);
  expect(done.body).toContain('You have taken it');
  expect(standing()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana', via: 'link' } });
  const last = ledger.history({ kind: 'incident', id: incident }).at(-1);
  expect(last).toMatchObject({
    type: 'incident.acknowledged',
    actor: { kind: 'person', id: 'ana' },
    body: { epoch: 1, via: 'link', by: 'ana' },
  });
});

it('[ANS1] escalates and resolves by the same link, each once', async () => {
  const { press, tokenFor, standing, write } = await answerSurface();
  const first = tokenFor();
  await press(first, 'acknowledge');
  const resolved = await press(first, 'resolve');
  expect(resolved.body).toContain('Resolved');
  expect(standing()).toMatchObject({ status: 'resolved', resolution: { person: 'ana', via: 'link' } });
  await write('incident.reopened', { via: 'window' }, 'bo');
  const second = tokenFor('bo', standing()?.epoch);
  expect((await press(second, 'escalate')).body).toContain('It goes further');
  expect(standing()).toMatchObject({ status: 'triggered', epoch: 3, startsFrom: { reason: 'escalated-by-hand' } });
});

it('[ANS3] does nothing a second time: a used link says so, also to a relay that starts again', async () => {
  const { press, post, tokenFor, standing, links, fresh, ledger } = await answerSurface();
  const token = tokenFor();
  const form = links.formFor(token);
  await press(token, 'acknowledge');
  const before = ledger.head.seq;
  const again = await post(token, { form, action: 'acknowledge' });
  expect(again.statusCode).toBe(409);
  expect(again.body).toContain('This was used already');
  expect(fresh().isUsed(token, 'acknowledge')).toBe(true);
  expect(fresh().isUsed(token, 'escalate')).toBe(false);
  expect(ledger.head.seq).toBe(before);
  expect(standing()?.coAcknowledgements).toEqual([]);
});

it('[ANS3] of two presses that come together one acts', async () => {
  const { post, tokenFor, links, ledger } = await answerSurface();
  const token = tokenFor();
  const before = ledger.head.seq;
  const fields = { form: links.formFor(token), action: 'acknowledge' };
  const answers = await Promise.all([post(token, fields), post(token, fields), post(token, fields)]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  expect(ledger.head.seq).toBe(before + 1);
});

it('[ANS1] says that times are UTC to somebody who has named no zone', async () => {
  const { get, tokenFor, ledger } = await answerSurface();
  const { zone: _, ...definition } = ledger.state.workspace.entries.person.get('ana')?.current ?? {};
  await ledger.write({ type: 'person.defined', entity: { kind: 'person', id: 'ana' }, body: { definition } }, { kind: 'admin' }).durable;
  expect((await get(tokenFor('ana'))).body).toContain('Mon 23 Nov 02:00 (UTC)');
});

it('[ANS4] says who has it, that it has rung again, or that it is over, and does nothing then', async () => {
  const { get, post, press, tokenFor, links, write, standing, ledger } = await answerSurface();
  const [anas, late] = [tokenFor('ana'), tokenFor('ana')];
  await write('incident.acknowledged', acknowledged(1).body ?? {}, 'bo');
  const held = await get(anas);
  expect(held.body).toContain('Somebody has it');
  expect(held.body).toContain('Bo Svensson, since Mon 23 Nov');
  expect(held.body).not.toContain('Acknowledge<');
  const tooLate = await post(anas, { form: links.formFor(anas), action: 'acknowledge' });
  expect(tooLate.body).toContain('Somebody has it');
  expect(standing()?.coAcknowledgements).toEqual([]);
  await press(tokenFor('bo'), 'escalate');
  const stale = ledger.head.seq;
  const past = await post(late, { form: links.formFor(late), action: 'acknowledge' });
  expect(past.statusCode).toBe(410);
  expect(past.body).toContain('It has rung again since');
  expect(standing()?.status).toBe('triggered');
  await write('incident.resolved', { epoch: 2, via: 'window' }, 'bo');
  expect((await get(tokenFor('ana', 2))).body).toContain('It is over');
  expect(ledger.head.seq).toBe(stale + 1);
});

it('[ANS5] knows no link that expired, was altered or names somebody who is not there any more, each with what to do', async () => {
  const { get, press, tokenFor, passes, ledger } = await answerSurface();
  const token = tokenFor();
  const altered = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
  expect(await get(altered)).toMatchObject({ statusCode: 404, body: expect.stringContaining('This link is not known') as string });
  const bos = tokenFor('bo');
  const person = ledger.state.workspace.entries.person.get('bo')?.current;
  await ledger.write(
    { type: 'person.defined', entity: { kind: 'person', id: 'bo' }, body: { definition: { ...person, role: 'stakeholder' } } },
    { kind: 'admin' },
  ).durable;
  expect(await press(bos, 'acknowledge')).toMatchObject({ statusCode: 403 });
  passes(linkLifeMs - 1000);
  expect((await get(token)).statusCode).toBe(200);
  passes(1000);
  expect(await get(token)).toMatchObject({ statusCode: 410, body: expect.stringContaining('This link is too old') as string });
});

it('[ANS6] acts on nothing but its own form, and asks again when that lay open too long', async () => {
  const { post, tokenFor, links, passes, standing } = await answerSurface();
  const [token, other] = [tokenFor(), tokenFor()];
  const form = links.formFor(token);
  expect((await post(token, { action: 'acknowledge' })).statusCode).toBe(403);
  expect((await post(token, { form: links.formFor(other), action: 'acknowledge' })).statusCode).toBe(409);
  expect((await post(token, { form, action: 'acknowledge' }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  expect((await post(token, { form, action: 'dance' })).statusCode).toBe(400);
  passes(HOUR_MS);
  const late = await post(token, { form, action: 'acknowledge' });
  expect(late).toMatchObject({ statusCode: 409, body: expect.stringContaining('Press once more') as string });
  expect(standing()?.status).toBe('triggered');
  const again = /name="form" value="([^"]+)"/.exec(late.body)?.[1] ?? '';
  expect((await post(token, { form: again, action: 'acknowledge' }, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
});

it('[ANS7] is a page nobody may keep, frame or learn the address of, without a script, in the language the browser asks for', async () => {
  const { get, tokenFor } = await answerSurface();
  const { headers, body } = await get(tokenFor(), { 'accept-language': 'de;q=0.9, fr-FR;q=0.8, en;q=0.1' });
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(body).toContain('<html lang="fr">');
  expect(body).toContain('Prendre en charge');
  expect(body).not.toMatch(/<script|<link|<img|https?:/);
});

it('[ANS7] shows what a monitor sent as text', async () => {
  const { ledger, log, links, server } = await answerSurface();
  const id = log.newId();
  const body = {
    title: '<script>alert(1)</script> "&\u0000',
    severity: 'error',
    service: 'checkout',
    policy: { id: 'payments', revision: 1 },
  };
  await ledger.write({ type: 'incident.triggered', entity: { kind: 'incident', id }, body }, { kind: 'admin' }).durable;
  const page = await server.inject({ url: `/a/${links.tokenFor({ incident: id, epoch: 1, person: 'ana' }) ?? ''}` });
  expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;');
  expect(page.body).not.toContain('<script');
});

it('[ANS8] says that nothing was done when the disk refuses, and the same link works once it does not', async () => {
  const { press, tokenFor, log, ledger, standing } = await answerSurface();
  const token = tokenFor();
  log.store.failure = 'ENOSPC';
  expect(await press(token, 'acknowledge')).toMatchObject({ statusCode: 503, body: expect.stringContaining('rings on') as string });
  await ledger.settled();
  expect(standing()?.status).toBe('triggered');
  log.store.failure = undefined;
  expect((await press(token, 'acknowledge')).statusCode).toBe(200);
});

it('[ANS9] keeps its key and what was used in files for its owner alone, and forgets what has expired', async () => {
  const { folder, press, tokenFor, fresh, passes, links } = await answerSurface();
  const token = tokenFor();
  await press(token, 'acknowledge');
  for (const file of [answerKeyFile, usedAnswersFile]) {
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }
  expect(fresh().check(token)).toMatchObject({ kind: 'good', to: { person: 'ana', epoch: 1 } });
  expect(links.check(token.toUpperCase()).kind).toBe('good');
  passes(DAY_MS + 1000);
  expect(fresh().isUsed(token, 'acknowledge')).toBe(false);
});

it('[COM13] [ANS1] leads to where people talk about it, by https alone', async () => {
  const { get, tokenFor, write } = await answerSurface();
  expect((await get(tokenFor())).body).not.toContain('<dt>Bridge</dt>');
  await write('incident.bridge-set', { url: 'https://meet.example.org/42?a=1&b=2' }, 'ana');
  expect((await get(tokenFor())).body).toMatch(/<dt>Bridge<\/dt>\s*<dd><a href="https:\/\/meet\.example\.org\/42\?a=1&[#a-z0-9]+;b=2">/);
});
