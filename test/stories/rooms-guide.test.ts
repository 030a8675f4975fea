import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { Outside } from '../harness/outside.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const guide = readFileSync(new URL('../../docs/rooms.md', import.meta.url), 'utf8');
const [, block = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
const { channels = {}, policies = {}, organisation = {} } = parse(block) as Record<string, Record<string, Record<string, unknown>>>;
const file = shop({}, { channels: { ...channels, 'major-incident': { name: '#major', for: ['company'] } }, policies, organisation });

it('[COM1] [COM12] what the guide shows is taken, without a warning', () => {
  const { problems, warnings } = readWorkspaceFile(file);
  expect([problems, warnings]).toEqual([[], []]);
});

it('[COM1] [COM6] [COM7] the rooms of the guide do what it says', async () => {
  const outside = new Outside();
  outside.rooms = Object.fromEntries(Object.keys(channels).map((room) => [room, [room]]));
  const world = await World.start(file, { outside });
  const [ana, lea] = [await world.desktop('ana'), await world.desktop('lea')];
  await world.alert();
  ana.does('acknowledge');
  ana.does('stage', { stage: 'investigating' });
  ana.does('update', { for: 'leadership', text: 'We roll back.' });
  const { id: action } = ana.does('update', { for: 'customers', text: 'Payments are slow.' });
  await world.forward(MINUTE_MS);
  lea.does('approve', { action });
  await world.forward(MINUTE_MS);
  ana.does('resolve');
  await world.forward(MINUTE_MS);
  const rooms = world.logged('incident.room-opened').map(({ body }) => String(body['room']));
  expect(rooms.toSorted()).toEqual(Object.keys(channels).toSorted());
  const said = outside.arrived.flatMap(({ provider, message }) =>
    message.said ? [`${provider}: ${message.what}: ${message.said.text}`] : [],
  );
  expect(said).toEqual([
    'leadership: update: Checkout, CRITICAL, taken care of: We roll back.',
    'comms: draft: Payments are slow.\n\nWe are sorry for the trouble.',
    'comms: update: Payments are slow.\n\nWe are sorry for the trouble.',
  ]);
});
