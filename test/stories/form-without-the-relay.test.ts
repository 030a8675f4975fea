import { expect, it } from 'vitest';
import { openIncident } from '../../main/desk/open-incident.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

const answers = {
  title: 'Nobody can pay',
  summary: 'Cards are refused since noon.',
  severity: 'critical',
  service: 'billing',
  impact: 'customer-facing outage',
  links: 'https://example.org/d/1',
  files: { name: 'app.log', type: 'text/plain' as const, text: 'refused' },
};

it('[RTE16] a form filled in on the train rings here at once, and is the same incident on the relay later', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  world.killRelay();
  await world.forward(5 * SECOND_MS);
  const { replica } = ana.app;
  expect(openIncident(replica, world.newId(), { answers: { ...answers, service: 'gone' }, test: false })).toMatchObject({
    ok: false,
    errors: [{ field: 'service' }],
  });
  const done = openIncident(replica, world.newId(), { answers, test: false });
  expect(done).toMatchObject({ ok: true });
  const id = done.incident ?? '';
  await world.forward(5 * SECOND_MS);
  expect(replica.view.incidents.get(id)).toMatchObject({ title: 'Nobody can pay', known: { impact: 'customer-facing outage' } });
  expect(ana.bell.heard.length).toBeGreaterThan(0);
  world.startRelay();
  await world.forward(90 * SECOND_MS);
  expect(world.incident()).toMatchObject({
    id,
    title: 'Nobody can pay',
    service: 'billing',
    known: { impact: 'customer-facing outage', text: 'Cards are refused since noon.' },
    noteCount: 1,
  });
  const [opened] = world.logged('incident.triggered');
  expect(opened?.body).toMatchObject({ links: [{ href: 'https://example.org/d/1' }], attachments: [{ name: 'app.log' }] });
  expect(replica.overlay).toEqual([]);
});
