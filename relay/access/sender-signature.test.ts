import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { gitLabSignature, hexSignature } from './sender-signature.ts';

const raw = Buffer.from('{ "zen":  "Spaces count",\n"emoji": "✓" }');
const secret = 'a secret of the team';
const hex = (key: string, body: Buffer = raw) => createHmac('sha256', key).update(body).digest('hex');
const request = (headers: Record<string, string | string[]>, body = raw) => ({ headers, raw: body, now: mondayNight });

const gitHub = hexSignature('X-Hub-Signature-256', 'sha256=');

it('[ALR38] knows the signature GitHub’s own documentation gives for a secret and a body', () => {
  const known = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  expect(gitHub(request({ 'x-hub-signature-256': known }, Buffer.from('Hello, World!')), "It's a Secret to Everybody")).toBeUndefined();
});

it('[ALR38] takes the signature of this body with this secret, and no other', () => {
  expect(gitHub(request({ 'x-hub-signature-256': `sha256=${hex(secret)}` }), secret)).toBeUndefined();
  const wrong: Record<string, string | string[]>[] = [
    { 'x-hub-signature-256': hex(secret) },
    { 'x-hub-signature-256': `sha256=${hex('another')}` },
    { 'x-hub-signature-256': `sha256=${hex(secret, Buffer.from(JSON.stringify(JSON.parse(raw.toString()))))}` },
    { 'x-hub-signature-256': '' },
    { 'x-hub-signature-256': [`sha256=${hex(secret)}`, 'x'] },
    { 'x-hub-signature': `sha1=${hex(secret)}` },
    {},
  ];
  for (const headers of wrong) {
    expect(gitHub(request(headers), secret)).toMatch(/^X-Hub-Signature-256 is (missing; give the sender|not of this body)/);
  }
});

it('[ALR38] takes GitLab’s secret token, or its signing token not older than five minutes', () => {
  expect(gitLabSignature(request({ 'x-gitlab-token': secret }), secret)).toBeUndefined();
  expect(gitLabSignature(request({ 'x-gitlab-token': 'the key' }), secret)).toMatch(/^X-Gitlab-Token is not the secret/);
  const key = Buffer.alloc(32, 7);
  const token = `whsec_${key.toString('base64')}`;
  const signed = (at: number, more: Record<string, string> = {}, by = key) => {
    const seconds = String(Math.floor(at / 1000));
    const digest = createHmac('sha256', by).update(`f5b1.${seconds}.`).update(raw).digest('base64');
    return request({ 'webhook-id': 'f5b1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,old v1,${digest}`, ...more });
  };
  expect(gitLabSignature(signed(mondayNight), token)).toBeUndefined();
  expect(gitLabSignature(signed(mondayNight - 4 * MINUTE_MS), token)).toBeUndefined();
  expect(gitLabSignature(signed(mondayNight, { 'webhook-id': 'another' }), token)).toMatch(/^webhook-signature is not/);
  expect(gitLabSignature(signed(mondayNight, {}, Buffer.from(token)), token)).toMatch(/^webhook-signature is not/);
  expect(gitLabSignature(signed(mondayNight - 6 * MINUTE_MS), token)).toMatch(/more than five minutes away/);
  expect(gitLabSignature(signed(mondayNight, { 'webhook-timestamp': 'now' }), token)).toMatch(/is missing/);
  // With both, the signature is what counts: whoever reads a log knows the token.
  expect(gitLabSignature(signed(mondayNight, { 'x-gitlab-token': token, 'webhook-signature': 'v1,x' }), token)).toMatch(
    /^webhook-signature/,
  );
});
