import { expect, it } from 'vitest';
import { intakeSurface, monitoringKey } from '../../test/harness/intake-surface.ts';
import { sentBody } from '../../test/harness/senders.ts';

const opened = { status: 202, body: { accepted: [{ outcome: 'opened' }] } };

/** A form as an HTTP client sends it, with its boundary. */
async function form(fields: Record<string, string>): Promise<[payload: Buffer, headers: Record<string, string>]> {
  const data = new FormData();
  Object.entries(fields).forEach(([name, value]) => data.append(name, value));
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: data });
  return [Buffer.from(await request.arrayBuffer()), { 'content-type': request.headers.get('content-type') ?? '' }];
}

it('[ALR41] takes Uptime Kuma’s three ways to send: JSON, a form of several parts, and everything in the address', async () => {
  const body = sentBody('uptime-kuma/down');
  const { send } = await intakeSurface();
  expect(await send('uptime-kuma', body)).toMatchObject(opened);
  const parts = await intakeSurface();
  expect(await parts.send('uptime-kuma', ...(await form({ data: JSON.stringify(body) })))).toMatchObject(opened);
  const address = await intakeSurface();
  const query = new URLSearchParams({
    key: monitoringKey,
    msg: String(body['msg']),
    heartbeat: JSON.stringify(body['heartbeat']),
    monitor: JSON.stringify(body['monitor']),
  });
  const answer = await address.server.inject({ method: 'GET', url: `/ingest/uptime-kuma?${query.toString()}` });
  expect({ status: answer.statusCode, body: answer.json<unknown>() }).toMatchObject(opened);
  const incidents = [...address.ledger.state.incidents.values()];
  expect(JSON.stringify(incidents)).not.toContain(monitoringKey);
  expect((await address.server.inject({ method: 'GET', url: '/ingest/uptime-kuma?msg=x' })).statusCode).toBe(401);
});

it('[ALR41] takes Grafana’s webhook with PUT, and no other sender’s', async () => {
  const { server } = await intakeSurface();
  const put = async (name: string) => {
    const headers = { authorization: `Bearer ${monitoringKey}` };
    return (await server.inject({ method: 'PUT', url: `/ingest/${name}`, headers, payload: sentBody('grafana/every-field') })).statusCode;
  };
  expect([await put('grafana'), await put('alertmanager'), await put('generic')]).toEqual([202, 404, 404]);
});

it('[ALR41] takes Datadog’s payload encoded as a form, and macros as a form of several parts', async () => {
  const { send } = await intakeSurface();
  const fields = Object.fromEntries(Object.entries(sentBody('datadog/triggered')).map(([name, value]) => [name, String(value)]));
  const encoded = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await send('datadog', new URLSearchParams(fields).toString(), encoded)).toMatchObject(opened);
  expect(await send('nagios', ...(await form(sentBody('nagios/host-down') as Record<string, string>)))).toMatchObject(opened);
});

it('[ALR11] refuses a form of several parts that is none, is reserved or too large', async () => {
  const { send } = await intakeSurface();
  const type = { 'content-type': 'multipart/form-data; boundary=abc' };
  expect(await send('generic', 'nothing of the kind', type)).toMatchObject({ status: 400 });
  expect(await send('generic', '--abc', { 'content-type': 'multipart/form-data' })).toMatchObject({ status: 400 });
  // Counted before it is taken apart: without its end it would be no form at all.
  const part = '--abc\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';
  expect(await send('generic', part.repeat(1001), type)).toMatchObject({
    status: 400,
    body: { detail: 'The form has 1001 fields; send at most 1000.' },
  });
  expect(await send('generic', ...(await form({ constructor: 'x', title: 'x' })))).toMatchObject({ status: 400 });
  expect(await send('generic', ...(await form({ data: `{"a":${'['.repeat(100)}` })))).toMatchObject({ status: 400 });
  expect(await send('generic', ...(await form({ title: 'x'.repeat(2_000_000) })))).toMatchObject({ status: 413 });
});
