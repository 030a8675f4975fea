import { expect, it, onTestFinished } from 'vitest';
import { relaySurface } from '../../test/harness/relay-surface.ts';

async function operator() {
  const { server, adminToken, incidents, ledger } = await relaySurface();
  onTestFinished(async () => server.close());
  const open = async (payload: object) => {
    const answer = await server.inject({
      method: 'POST',
      url: '/v1/incidents',
      headers: { authorization: `Bearer ${adminToken}` },
      payload,
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  return { open, incidents, ledger };
}

it('[ALR36] opens an incident with all an alert may bring', async () => {
  const { open, incidents, ledger } = await operator();
  const attachment = { name: 'tail.log', type: 'text/plain', text: 'no space' };
  const opened = await open({
    title: 'Disk full',
    service: 'billing',
    severity: 'warning',
    priority: 'P2',
    known: { environment: 'production', vip: true },
    source: 'db1',
    component: 'postgres',
    labels: { rack: 'b4', shard: 7 },
    links: ['https://example.org/disk', { href: 'https://example.org/runbook', text: 'Runbook' }],
    attachments: [attachment],
  });
  expect(opened).toMatchObject({ status: 201, body: { verdict: 'applied', incident: { severity: 'warning', priority: 'P2' } } });
  const [incident] = incidents();
  expect(incident).toMatchObject({
    service: 'billing',
    known: { environment: 'production', vip: true, source: 'db1', component: 'postgres', 'label.rack': 'b4', 'label.shard': '7' },
  });
  expect(ledger.history({ kind: 'incident', id: incident?.id ?? '' })[0]?.body['alert']).toMatchObject({
    links: [{ href: 'https://example.org/disk' }, { href: 'https://example.org/runbook', text: 'Runbook' }],
    attachments: [attachment],
  });
});

it('[ALR36] needs a title and a service alone', async () => {
  const { open, incidents, ledger } = await operator();
  expect(await open({ title: 'Disk full', service: 'billing' })).toMatchObject({ status: 201 });
  expect(ledger.history({ kind: 'incident', id: incidents()[0]?.id ?? '' })[0]?.body).not.toHaveProperty('alert');
});

it.each([
  [{ title: 'x' }, /^service: /],
  [{ service: 'billing' }, /^title: /],
  [{ title: 'x', service: 'nothing' }, /There is no service "nothing"; the workspace has: checkout, billing\./],
  [{ title: 'x', service: 'billing', severity: 'fatal' }, /^severity: /],
  [{ title: 'x', service: 'billing', links: ['javascript:alert(1)'] }, /^links\.0\.href: must be an http or https address/],
  [{ title: 'x', service: 'billing', links: [7] }, /^links\.0: give an address/],
  [{ title: 'x', service: 'billing', attachments: [{ name: 'a', type: 'text/html', text: '' }] }, /^attachments\.0\.type: /],
  [{ title: 'x', service: 'billing', labels: { rack: ['b4'] } }, /^labels\.rack: /],
  [{ title: 'x', service: 'billing', labels: { rack: 'x'.repeat(600) } }, /^labels\.rack: /],
  [{ title: 'x', service: 'billing', sevrity: 'info' }, /sevrity/],
])('[ALR36] says what is wrong with %o', async (body, detail) => {
  const { open, incidents } = await operator();
  expect(await open(body)).toMatchObject({ status: 400, body: { detail: expect.stringMatching(detail) as string } });
  expect(incidents()).toEqual([]);
});
