import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RelayProcess } from '../harness/relay-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
let relay: RelayProcess;

beforeAll(async () => {
  relay = await RelayProcess.start(join(folder, 'relay'));
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

const answers = { title: 'Nobody can pay', summary: 'Since noon.', severity: 'error', service: 'checkout', type: 'payment', vip: true };
const picture = { name: 'screen.png', type: 'image/png', base64: 'A'.repeat(96_000) };

it('[RTE14] shows the form and opens an incident by its answers, evidence and all', async () => {
  const { body: form } = await relay.api('/v1/form');
  expect((form as { fields: object[] }).fields.slice(0, 2)).toMatchObject([{ id: 'title', required: true }, { id: 'summary' }]);
  const opened = await relay.api('/v1/incidents', { answers: { ...answers, files: [picture, picture, picture, picture, picture] } });
  expect(opened).toMatchObject({ status: 201, body: { incident: { title: 'Nobody can pay', severity: 'error', test: false } } });
  const { events } = (await relay.api('/v1/incidents/1')).body as { events: { body: Record<string, unknown> }[] };
  expect(events[0]?.body).toMatchObject({ known: { type: 'payment', vip: true }, attachments: [{}, {}, {}, {}, {}] });
  expect(events.some(({ body }) => body['text'] === 'Since noon.')).toBe(true);
});

it('[RTE14] names each field that is wrong, and opens nothing', async () => {
  const refused = await relay.api('/v1/incidents', { answers: { ...answers, title: '', type: 'x', service: 'gone' } });
  expect(refused).toMatchObject({
    status: 400,
    body: { detail: 'title: This has to be answered.', errors: [{ path: 'title' }, { path: 'type' }, { path: 'service' }] },
  });
  expect(await relay.api('/v1/incidents', { answers: { ...answers, files: { ...picture, base64: 'A'.repeat(101_000) } } })).toMatchObject({
    status: 400,
  });
});

it('[RTE15] opens an incident as before the form, and says what is missing', async () => {
  expect(await relay.api('/v1/incidents', { title: 'Nobody can pay at all', service: 'checkout' })).toMatchObject({
    status: 201,
    body: { incident: { severity: 'critical' } },
  });
  expect(await relay.api('/v1/incidents', { service: 'checkout' })).toMatchObject({
    status: 400,
    body: { detail: 'title: This has to be answered.' },
  });
  expect(await relay.api('/v1/incidents', { title: 'x', service: 'gone' })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'service' }] },
  });
});

it('[RTE17] tells with an incident which past ones were like it', async () => {
  await relay.api('/v1/incidents/1/resolve', {});
  const { body } = await relay.api('/v1/incidents/2');
  expect(body).toMatchObject({ similar: [{ number: 1, because: ['like-title'], ended: 'by-operator' }], changes: [] });
});
