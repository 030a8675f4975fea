import { expect, it } from 'vitest';
import { AnswerLinks } from '../../relay/answer/answer-links.ts';
import { answerReply } from '../../relay/answer/answer-reply.ts';
import { UsedAnswers } from '../../relay/answer/used-answers.ts';
import { giveAnswer } from '../../relay/answer/give-answer.ts';
import { readReply } from '../../shared/answer/reply.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

/** The world with a relay that makes links, and what comes of opening one and pressing acknowledge. */
async function withLinks(workspace = sample) {
  const world = await World.start(workspace);
  const now = () => world.clock.now();
  const used = new UsedAnswers(temporaryFolder(), now, () => undefined);
  const links = new AnswerLinks({
    key: Buffer.alloc(32, 7),
    used,
    state: () => world.relay.state,
    now,
    publicUrl: 'https://pages.example.org',
  });
  const onTrouble = (_: string, error: unknown) => {
    throw error;
  };
  const linkOf = (person: string) => {
    const { id, epoch } = world.incident();
    return links.tokenFor({ incident: id, epoch, person }) ?? '';
  };
  const press = async (token: string) => {
    const checked = links.check(token);
    return checked.kind === 'good' ? (await giveAnswer(world.relay, checked.to, 'acknowledge', 'link')).became : checked.kind;
  };
  const text = async (person: string, words: string) => {
    const reply = readReply(words) ?? expect.fail(words);
    // A text message leaves as the ringing begins.
    const toldOf = (id: string) => world.relay.incident(id)?.epoch;
    return (await answerReply({ ledger: world.relay, onTrouble, toldOf }, person, reply, { via: 'sms', language: 'en' })).text;
  };
  return { world, linkOf, press, text };
}

it('[ANS1] is quiet everywhere two seconds after somebody answered from a phone (D8)', async () => {
  const everybody = sample.replace('- notify: [schedule:payments-primary]', '- notify: [person:ana, person:bo, person:lea]');
  const { world, linkOf, press } = await withLinks(everybody);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  await world.forward(20 * SECOND_MS);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([1, 1]);
  expect(await press(linkOf('lea'))).toBe('done');
  await world.forward(2 * SECOND_MS);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([0, 0]);
  const heard = [ana.bell.heard.length, bo.bell.heard.length];
  await world.forward(20 * MINUTE_MS);
  expect([ana.bell.heard.length, bo.bell.heard.length]).toEqual(heard);
  expect(ana.incident().acknowledgement).toMatchObject({ person: 'lea', via: 'link' });
});

it('[ANS4] never silences a later ringing: a link of before it goes on does nothing, and the desktops ring on (R15)', async () => {
  const { world, linkOf, press } = await withLinks();
  const bo = await world.desktop('bo');
  await world.alert();
  const before = linkOf('ana');
  await press(before);
  await world.forward(31 * MINUTE_MS);
  expect(world.incident()).toMatchObject({ epoch: 2, status: 'triggered' });
  await world.forward(3 * MINUTE_MS);
  expect(bo.bell.ringing.size).toBe(1);
  expect(await press(before)).toBe('rung-again');
  await world.forward(2 * SECOND_MS);
  expect(world.incident().status).toBe('triggered');
  expect(bo.bell.ringing.size).toBe(1);
  expect(await press(linkOf('ana'))).toBe('done');
});

it('[ANS13] answers by text message in the night, whoever the path has come to', async () => {
  const { world, text } = await withLinks();
  await world.alert();
  expect(await text('bo', 'ack')).toBe('No incident waits for you. If you expected one, look in Watchbell.');
  await world.forward(3 * MINUTE_MS);
  expect(await text('bo', 'ACK 1')).toBe('#1 Disk full on db1: You have taken it.');
  expect(world.incident()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'bo', via: 'sms' } });
});
