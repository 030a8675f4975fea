import { expect, it } from 'vitest';
import { publicUrl } from '../../test/harness/answering.ts';
import { statusSurface } from '../../test/harness/public-status.ts';
import { relaySurface } from '../../test/harness/relay-surface.ts';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { writeWorkspaceFile } from '../../shared/workspace/file-write.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';

it('[ANS19] shows the services the workspace names, and of incidents nothing but words released for the public', async () => {
  const { disturb, say, get } = await statusSurface();
  const id = await disturb();
  expect((await get()).body).toContain('No known disturbance');
  await say(id, 'SECRET-DRAFT', { released: false });
  await say(id, 'SECRET-CUSTOMER', { kind: 'customer-update' });
  expect((await get()).body).not.toContain('Payments is disturbed');
  await say(id, 'Card payments are slow.\nWe are <b>on it</b>.');
  await say(id, 'They are faster again.');
  const { body, headers, statusCode } = await get();
  expect(statusCode).toBe(200);
  expect(body).toMatch(/One service is disturbed/);
  expect(body).toContain('<span>Payments</span><span class="ill">Disturbed</span>');
  expect(body).toContain('Card payments are slow.<br>We are &lt;b&gt;on it&lt;/b&gt;.');
  expect(body.indexOf('faster again')).toBeLessThan(body.indexOf('are slow'));
  expect(body).not.toMatch(/SECRET|db1|Ana|Critical|<script/);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(headers['cache-control']).toBe('public, max-age=30');
  expect(body).toContain('Nothing else was reported in the last 90 days.');
  const french = (await get('/status', 'fr')).body;
  expect(french).toContain('Un service est perturbé');
  expect(french).toContain('Rien d’autre n’a été signalé ces 90 derniers jours.');
  expect(french).toContain('Perturbé 1 jour sur les 90 derniers');
});

it('[ANS19] keeps quiet about tests and services the page does not name', async () => {
  const { disturb, say, get, define } = await statusSurface();
  await say(await disturb('checkout', { test: true }), 'SECRET-TEST');
  await define({ services: [{ service: 'billing' }] as never });
  await say(await disturb('checkout'), 'SECRET-SERVICE');
  const { body } = await get();
  expect(body).not.toContain('SECRET');
  expect(body).not.toContain('Payments');
});

it('[ANS19] tells what was for 90 days, also what the relay has no longer in mind', async () => {
  const { disturb, say, resolve, get, passes, ledger } = await statusSurface();
  const id = await disturb();
  await say(id, 'Card payments failed.');
  await resolve(id);
  expect((await get()).body).toContain('From Mon 23 Nov 02:00 UTC to Mon 23 Nov 03:00 UTC');
  passes(89 * DAY_MS);
  ledger.forgetOld();
  expect(ledger.state.incidents.size).toBe(1);
  expect((await get()).body).toContain('Card payments failed.');
  passes(DAY_MS);
  expect((await get()).body).toContain('Nothing was reported in the last 90 days.');
});

it('[ANS19] is a feed as well, an item for each update', async () => {
  const { disturb, say, get } = await statusSurface();
  const id = await disturb();
  await say(id, 'Card payments are slow & <odd>.\nMore soon.');
  await say(id, 'All is well.');
  const feed = await get('/status/feed.xml');
  expect(feed.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
  const titles = [...feed.body.matchAll(/<item><title>([^<]*)<\/title>/g)].map(([, title]) => title);
  expect(titles).toEqual(['Payments: All is well.', 'Payments: Card payments are slow &amp; &lt;odd&gt;.']);
  expect(feed.body).toContain(`<link>${publicUrl}/status</link>`);
  expect(feed.body).toMatch(/<pubDate>Mon, 23 Nov 2026 02:00:0\d GMT<\/pubDate><guid isPermaLink="false">[0-9a-f-]{36}<\/guid>/);
  expect(feed.body).not.toContain('SECRET');
});

it('[ANS19] is found by its link alone where the workspace says so, and a higher number makes that another', async () => {
  const { get, define, server, adminToken } = await statusSurface({ access: 'link' });
  const link = async () => {
    const answer = await server.inject({ url: '/v1/status-page', headers: { authorization: `Bearer ${adminToken}` } });
    return answer.json<{ url: string }>().url.replace(publicUrl, '');
  };
  const first = await link();
  expect(first).toMatch(/^\/status\/[\w-]{32}$/);
  expect((await get('/status')).statusCode).toBe(404);
  expect((await get(`${first.slice(0, -1)}é`)).statusCode).toBe(404);
  expect((await get(`${first}/feed.xml`)).statusCode).toBe(200);
  const page = await get(first);
  expect(page).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' } });
  await define({ access: 'link', link: 2 });
  expect((await get(first)).statusCode).toBe(404);
  expect((await get(await link())).statusCode).toBe(200);
});

it('[ANS19] is not there without a status page or a public address, and says so', async () => {
  const { server, ledger } = await statusSurface();
  const { statusPage: _, ...definition } = ledger.state.workspace.entries.organisation.get('organisation')?.current ?? {};
  const entity = { kind: 'organisation' as const, id: 'organisation' };
  await ledger.write({ type: 'organisation.defined', entity, body: { definition } }, { kind: 'admin' }).durable;
  const gone = await server.inject({ url: '/status' });
  expect(gone.statusCode).toBe(404);
  expect(gone.body).toContain('There is no status page here');
  const without = await relaySurface();
  expect((await without.server.inject({ url: '/status' })).statusCode).toBe(404);
  await without.server.close();
});

it('[ANS19] stands in the workspace file, which is written back as it was read and names only services there are', () => {
  const file = (service: string) =>
    sample.replace(
      'organisation:\n',
      `organisation:\n  statusPage: { access: public, services: [{ service: ${service}, name: Payments }] }\n`,
    );
  const read = readWorkspaceFile(file('checkout')).definitions?.organisation[0]?.statusPage;
  expect(read).toEqual({ access: 'public', link: 1, services: [{ service: 'checkout', name: 'Payments' }] });
  const written = writeWorkspaceFile(stateWith(file('checkout')).workspace);
  expect(readWorkspaceFile(written).definitions?.organisation[0]?.statusPage).toEqual(read);
  expect(readWorkspaceFile(file('nowhere')).problems).toMatchObject([{ path: 'organisation.statusPage.services.0.service' }]);
});

it('[COM31] shows of each service on which of 90 days something was said of it, told in words as well', async () => {
  const { disturb, say, resolve, get, passes } = await statusSurface();
  const bars = async () =>
    [...(await get()).body.matchAll(/<svg class="days".*?aria-label="([^"]*)">(.*?)<\/svg>/g)].map(([, label, svg]) => [
      label,
      svg?.match(/<rect /g)?.length,
      svg?.match(/class="ill"/g)?.length ?? 0,
    ]);
  expect(await bars()).toEqual(Array.from({ length: 2 }, () => ['No known disturbance in the last 90 days', 90, 0]));
  const id = await disturb();
  await say(id, 'Slow.');
  passes(2 * DAY_MS);
  expect((await bars())[0]).toEqual(['Disturbed on 3 of the last 90 days', 90, 3]);
  await resolve(id);
  passes(88 * DAY_MS);
  expect((await bars())[0]).toEqual(['Disturbed on 2 of the last 90 days', 90, 2]);
  expect((await get()).body).toContain('<title>25 November 2026</title>');
});

it('[COM31] tells in its feed when a disturbance is over, and where the feed itself is', async () => {
  const { disturb, say, resolve, get } = await statusSurface();
  const id = await disturb();
  await say(id, 'Slow.');
  await resolve(id);
  const { body } = await get('/status/feed.xml', 'fr');
  expect([...body.matchAll(/<item><title>([^<]*)</g)].map(([, title]) => title)).toEqual(['Payments: C’est terminé.', 'Payments: Slow.']);
  expect(body).toContain('<language>fr</language>');
  expect(body).toContain(`<atom:link href="${publicUrl}/status/feed.xml" rel="self" type="application/rss+xml"/>`);
  expect(body).not.toContain(id);
});

it('[COM31] tells in its feed each end of what began again, as an item readers have not had', async () => {
  const { disturb, say, resolve, get, passes, ledger } = await statusSurface();
  const id = await disturb();
  await say(id, 'Slow.');
  const ends = async () => {
    const { body } = await get('/status/feed.xml');
    return [...body.matchAll(/<item><title>[^<]*over[^<]*<.*?<guid[^>]*>([^<]*)</g)].map(([, guid]) => guid);
  };
  await resolve(id);
  const first = await ends();
  expect([first.length, await ends()]).toEqual([1, first]);
  const entity = { kind: 'incident' as const, id };
  await ledger.write({ type: 'incident.reopened', entity, body: { via: 'api' } }, { kind: 'admin' }).durable;
  expect(await ends()).toEqual([]);
  passes(DAY_MS);
  await ledger.write({ type: 'incident.resolved', entity, body: { epoch: 2, via: 'api' } }, { kind: 'admin' }).durable;
  const second = await ends();
  expect(second).toHaveLength(1);
  expect(second).not.toEqual(first);
});

it('[COM31] shows words that are released long after it was over, at once', async () => {
  const { disturb, say, release, resolve, get, passes, ledger } = await statusSurface();
  const id = await disturb();
  const words = await say(id, 'What had happened: a full disk.', { released: false });
  await resolve(id);
  expect((await get()).body).toContain('Nothing was reported');
  passes(5 * DAY_MS);
  ledger.forgetOld();
  await release(id, words);
  ledger.forgetOld();
  expect(ledger.state.incidents.has(id)).toBe(false);
  expect((await get()).body).toContain('What had happened: a full disk.');
});
