import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { answerSurface } from '../../test/harness/answering.ts';

const signingSecret = 'the signing secret of the app';
const settings = {
  slack: { signingSecrets: [signingSecret] },
  mattermost: {},
  chatUsers: { ana: { slack: 'U0ANA', mattermost: 'mm-ana' }, bo: { slack: 'U0BO' } },
};
const back = 'https://hooks.slack.com/actions/T1/2/3';

/** A relay with both chats, and what they send when somebody presses a button. */
async function chats() {
  const surface = await answerSurface(settings);
  const { server, log, links, incident } = surface;
  const value = (action: 'acknowledge' | 'escalate' = 'acknowledge', epoch = 1) => links.buttonFor({ incident, epoch, action });
  const slack = async (user: string, button: string, { ageS = 0, secret = signingSecret, url = back } = {}) => {
    const press = { type: 'block_actions', user: { id: user }, actions: [{ action_id: 'x', value: button }], response_url: url };
    const payload = new URLSearchParams({ payload: JSON.stringify(press) }).toString();
    const timestamp = String(Math.floor(log.nowMs / 1000) - ageS);
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${payload}`).digest('hex')}`;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-signature': signature,
      'x-slack-request-timestamp': timestamp,
    };
    return (await server.inject({ method: 'POST', url: '/answer/slack', headers, payload })).statusCode;
  };
  const mattermost = async (user: string, button: unknown) => {
    const payload = { user_id: user, user_name: 'ana', context: { answer: button } };
    const answer = await server.inject({ method: 'POST', url: '/answer/mattermost', payload });
    return answer.json<{ ephemeral_text?: string; status?: number }>();
  };
  return { ...surface, value, slack, mattermost };
}

it('[ANS16] acknowledges by a button in Slack, as the person the settings say it is, and tells them', async () => {
  const { slack, value, standing, told } = await chats();
  expect(await slack('U0ANA', value())).toBe(200);
  expect(standing()).toMatchObject({ acknowledgement: { person: 'ana', via: 'chat' } });
  expect(told).toEqual([
    { url: back, body: { response_type: 'ephemeral', replace_original: false, text: '#1 Disk full: You have taken it.' } },
  ]);
  expect(await slack('U0BO', value())).toBe(200);
  expect(told.at(-1)?.body).toMatchObject({ text: expect.stringContaining('Somebody has it') as string });
});

it('[ANS16] believes Slack’s signature alone, for five minutes, and calls no other address back', async () => {
  const { slack, value, standing, told } = await chats();
  expect(await slack('U0ANA', value(), { secret: 'another' })).toBe(403);
  expect(await slack('U0ANA', value(), { ageS: 301 })).toBe(403);
  expect(await slack('U0ANA', value(), { ageS: -301 })).toBe(403);
  expect(standing()?.status).toBe('triggered');
  expect(await slack('U0STRANGER', value())).toBe(200);
  expect(told.at(-1)?.body).toMatchObject({ text: expect.stringContaining('knows nobody') as string });
  expect(standing()?.status).toBe('triggered');
  expect(await slack('U0ANA', value(), { ageS: 299, url: 'http://169.254.169.254/' })).toBe(200);
  expect(standing()?.status).toBe('acknowledged');
  expect(told).toHaveLength(1);
});

it('[ANS17] acknowledges by a button in Mattermost that carries the relay’s own signature', async () => {
  const { mattermost, value, standing } = await chats();
  const forged = value().replace(/.$/, 'x');
  expect(await mattermost('mm-ana', forged === value() ? value().replace(/.$/, 'y') : forged)).toMatchObject({
    ephemeral_text: expect.stringContaining('not known') as string,
  });
  expect(await mattermost('mm-ana', value().replace('acknowledge', 'escalate'))).toMatchObject({
    ephemeral_text: expect.stringContaining('not known') as string,
  });
  expect((await mattermost('mm-ana', 7)).status).toBe(400);
  expect((await mattermost('mm-bo', value())).ephemeral_text).toContain('knows nobody');
  expect(standing()?.status).toBe('triggered');
  expect((await mattermost('mm-ana', value())).ephemeral_text).toBe('#1 Disk full: You have taken it.');
  expect(standing()).toMatchObject({ acknowledgement: { person: 'ana', via: 'chat' } });
});

it('[ANS16] presses a button of an earlier ringing in vain', async () => {
  const { mattermost, value, standing } = await chats();
  await mattermost('mm-ana', value('escalate'));
  expect(standing()?.epoch).toBe(2);
  expect((await mattermost('mm-ana', value('escalate'))).ephemeral_text).toContain('It has rung again since');
  expect((await mattermost('mm-ana', value())).ephemeral_text).toContain('It has rung again since');
  expect(standing()).toMatchObject({ epoch: 2, status: 'triggered' });
});
