import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { worldWithRooms } from '../harness/rooms.ts';
import { differences } from '../harness/telling.ts';

const templates = {
  organisation: {
    updates: { leadership: '{{service}} ({{severity}}, {{status}}), #{{number}}: {{update}}\n{{by}} {{label.nothing}}' },
  },
};
const said = (outside: { arrived: { provider: string; message: { said?: { text: string } | undefined } }[] }) =>
  outside.arrived.flatMap(({ provider, message }) => (message.said ? [`${provider}: ${message.said.text}`] : []));

it('[COM5] says an update in the rooms of its audience and nowhere else, and keeps it in the log (S86, S92)', async () => {
  const { world, outside } = await worldWithRooms();
  const [ana, lea] = [await world.desktop('ana'), await world.desktop('lea')];
  await world.alert();
  ana.does('update', { for: 'leadership', text: 'Payments fail for one in ten; we roll back.' });
  ana.does('update', { for: 'responders', text: 'Rolling back 4.2.0.' });
  await world.forward(MINUTE_MS);
  expect(said(outside)).toEqual(['leadership: Payments fail for one in ten; we roll back.', 'critical: Rolling back 4.2.0.']);
  expect(outside.texts).toContain('leadership: Update from Ana: #1 Disk full on db1');
  expect(lea.incident().posts).toMatchObject([{ audience: 'leadership', by: 'ana' }, { audience: 'responders' }]);
  expect(differences(world)).toEqual([]);
});

it('[COM5] says a decision for responders where they are, and what leadership decides to it (S3)', async () => {
  const { world, outside } = await worldWithRooms();
  const lea = await world.desktop('lea');
  await world.alert();
  lea.does('decide', { text: 'We take the shop offline for ten minutes.' });
  lea.does('decide', { for: 'leadership', text: 'Nobody speaks to the press but Léa.' });
  await world.forward(MINUTE_MS);
  expect(outside.texts.filter((text) => text.includes('Decision'))).toEqual([
    'critical: Decision by Léa: #1 Disk full on db1',
    'leadership: Decision by Léa: #1 Disk full on db1',
  ]);
});

it('[COM5] leaves out a room that is not for this incident, though it is for that audience', async () => {
  const channels = { search: { name: '#search', for: ['responders'], when: { field: 'service', is: 'search' } } };
  const { world, outside } = await worldWithRooms({}, { channels });
  outside.rooms['search'] = ['search'];
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('update', { for: 'responders', text: 'Rolling back.' });
  await world.forward(MINUTE_MS);
  expect(said(outside).map((text) => text.split(':')[0])).toEqual(['critical']);
});

it('[COM6] words an update by its audience’s template, and fills in nothing of what was filled in', async () => {
  const { world, outside } = await worldWithRooms({}, templates);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('acknowledge');
  ana.does('update', { for: 'leadership', text: 'Worse than {{severity}}.\nMore at noon.' });
  await world.forward(MINUTE_MS);
  expect(said(outside)).toEqual(['leadership: Checkout (CRITICAL, taken care of), #1: Worse than {{severity}}.\nMore at noon.\nAna']);
});

it('[COM11] keeps an update made without a network, and says it once the relay has it (R1)', async () => {
  const { world, outside } = await worldWithRooms();
  const ana = await world.desktop('ana');
  await world.alert();
  await world.settle();
  ana.cut();
  ana.does('update', { for: 'leadership', text: 'On the train, looking.' });
  expect(ana.incident().posts).toMatchObject([{ text: 'On the train, looking.' }]);
  await world.forward(5 * MINUTE_MS);
  expect(said(outside)).toEqual([]);
  ana.mend();
  await world.forward(2 * MINUTE_MS);
  expect(said(outside)).toEqual(['leadership: On the train, looking.']);
});
