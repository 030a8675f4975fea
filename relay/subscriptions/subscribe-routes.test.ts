import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { subscribingSurface } from '../../test/harness/subscribing.ts';

it('[COM26] sends nothing to an address but the question, until somebody there has pressed the button behind its link', async () => {
  const { subscribe, sent, sink, disturb, say, linkTo, confirm, server, passes } = await subscribingSurface();
  expect((await subscribe('jo@example.com')).body).toContain('Check your mail');
  await sent();
  const [question] = sink.got;
  expect(question?.mail.subject).toBe('Example Shop status: please confirm your subscription');
  expect(question?.mail.text).toContain('wants news of Example Shop status sent to this address: all services.');
  const id = await disturb();
  await say(id, 'Not for them yet.');
  await sent();
  expect(sink.got).toHaveLength(1);
  const link = linkTo('jo@example.com');
  expect((await server.inject({ url: link })).body).toContain('Do you want news by mail?');
  expect((await confirm(link)).body).toContain('You are subscribed');
  await say(id, 'Now it is.');
  await sent();
  expect(sink.got.at(-1)?.mail.text).toContain('Now it is.');

  await subscribe('late@example.com');
  await sent();
  const late = linkTo('late@example.com');
  await passes(3 * DAY_MS);
  expect(await confirm(late)).toMatchObject({ statusCode: 404 });
});

it('[COM26] believes no link it did not make, and no form from another site or one that lay open for an hour', async () => {
  const { subscribe, sent, linkTo, server, post, book, passes } = await subscribingSurface();
  await subscribe('jo@example.com');
  await sent();
  const link = linkTo('jo@example.com');
  const form = /name="form" value="([^"]+)"/.exec((await server.inject({ url: link })).body)?.[1] ?? '';
  const tampered = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  expect(await post(tampered, { action: 'confirm', form })).toMatchObject({ statusCode: 404 });
  expect(await post('/subscription/nothing', { action: 'confirm', form })).toMatchObject({ statusCode: 404 });
  expect(await post(link, { action: 'confirm', form }, { 'sec-fetch-site': 'cross-site' })).toMatchObject({ statusCode: 403 });
  expect(await post(link, { action: 'confirm' })).toMatchObject({ statusCode: 409 });
  expect(await post(link, { action: 'else', form })).toMatchObject({ statusCode: 400 });
  await passes(HOUR_MS);
  expect(await post(link, { action: 'confirm', form })).toMatchObject({ statusCode: 409 });
  expect(book.confirmed()).toEqual([]);
});

it('[COM27] ends with one click of a mail program, by either kind of form, and says so the second time as well', async () => {
  const { reads, subscribe, confirm, linkTo, sink, post, server, book, disturb, say, sent } = await subscribingSurface();
  for (const [address, payload, type] of [
    ['jo@example.com', 'List-Unsubscribe=One-Click', 'application/x-www-form-urlencoded'],
    [
      'kim@example.com',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
      'multipart/form-data; boundary=b',
    ],
  ] as const) {
    await reads(address);
    const id = await disturb();
    await say(id, 'Something.');
    await sent();
    const mail = sink.got.at(-1);
    expect(mail?.to).toEqual([address]);
    const url = /^List-Unsubscribe:\s+<(https:\/\/[^>]+)>\r$/m.exec(mail?.raw ?? '')?.[1] ?? '';
    expect(mail?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const leave = () => server.inject({ method: 'POST', url: new URL(url).pathname, headers: { 'content-type': type }, payload });
    expect((await leave()).statusCode).toBe(200);
    expect((await leave()).body).toContain('You are unsubscribed');
    expect(book.list()).toEqual([]);
    await say(id, 'Nobody hears this.');
    await sent();
    expect(sink.got.at(-1)).toBe(mail);
  }
  // One click on the question declines it, and never confirms.
  await subscribe('lee@example.com');
  await sent();
  const question = sink.got.at(-1);
  expect(question?.raw).toContain('List-Unsubscribe=One-Click');
  await post(linkTo('lee@example.com'), { 'List-Unsubscribe': 'One-Click' });
  expect(book.list()).toEqual([]);
  expect(await confirm(linkTo('lee@example.com'))).toMatchObject({ statusCode: 404 });
});

it('[COM25] keeps an address in one file for the relay’s owner alone, in no entry of the log, and erases it with whoever leaves', async () => {
  const { reads, folder, log, linkTo, post, outbox, say, disturb, sent, book } = await subscribingSurface();
  await reads('jo.secret@example.com');
  await say(await disturb(), 'Something.');
  await sent();
  const file = join(folder, 'subscriptions.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toContain('jo.secret');
  const inLog = log.store
    .read(0, 10_000)
    .map(({ author, relay }) => author + relay)
    .join('');
  const inOutbox = JSON.stringify(outbox.list({ limit: 1000 }));
  expect(inOutbox).toContain('subscription');
  expect(inLog + inOutbox).not.toContain('jo.secret');
  await post(linkTo('jo.secret@example.com'), { action: 'leave' });
  expect(readFileSync(file, 'utf8')).not.toContain('jo.secret');
  expect(book.list()).toEqual([]);
});

it('[COM28] says the same of an address that is subscribed, asked, asked too often, or not known', async () => {
  const { reads, subscribe, sent, sink } = await subscribingSurface();
  await reads('known@example.com');
  const answers = [await subscribe('known@example.com'), await subscribe('new@example.com')];
  for (let i = 0; i < 5; i += 1) {
    answers.push(await subscribe('new@example.com'), await subscribe('NEW@example.com'));
  }
  await sent();
  const told = answers.map(({ statusCode, body, headers }) =>
    JSON.stringify([statusCode, body, headers['content-type'], headers['set-cookie']]),
  );
  expect(new Set(told).size).toBe(1);
  expect(answers[0]?.body).not.toContain('example.com');
  const mailsTo = (address: string) => sink.got.filter(({ to }) => to.some((each) => each.toLowerCase() === address)).length;
  // Whoever knows that an address is subscribed learns it from its mailbox alone: it is asked again like any other.
  expect(mailsTo('known@example.com')).toBe(2);
  expect(mailsTo('new@example.com')).toBe(3);
  // The control: what is no address is told apart, and that tells nothing of anybody.
  expect((await subscribe('no address')).statusCode).toBe(400);
});

it('[COM28] takes no form of another site, of a page without subscriptions, or at another address than the page’s', async () => {
  const { subscribe, post, define, sink, sent, book } = await subscribingSurface();
  expect(await subscribe('jo@example.com', {}, { 'sec-fetch-site': 'cross-site' })).toMatchObject({ statusCode: 403 });
  expect(await post('/status/guess', { address: 'jo@example.com' })).toMatchObject({ statusCode: 404 });
  await define({ access: 'link' });
  const elsewhere = await subscribe('jo@example.com');
  expect(elsewhere.statusCode).toBe(404);
  expect(elsewhere.body).not.toMatch(/\/status\/|Example Shop/);
  await define({ subscribe: undefined as never });
  expect(await subscribe('jo@example.com')).toMatchObject({ statusCode: 404 });
  await sent();
  expect([...sink.got, ...book.list()]).toEqual([]);
});

it('[COM28] has no form where nobody can be asked', async () => {
  expect((await (await subscribingSurface()).get()).body).toContain('name="address"');
  expect((await (await subscribingSurface({}, { mail: false })).get()).body).not.toContain('name="address"');
});
