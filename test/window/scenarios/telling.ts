import type { TellingView } from '../../../shared/delivery/telling-view.ts';
import { ana, bo, chloe, hours, minutes, now } from './people.ts';

const room = (id: string, name: string) => ({ id, name });
const critical = room('critical', '#incident-critical');
const warroom = room('warroom', '#incident-warroom');
const leadership = room('leadership', '#incident-leadership');
const comms = room('comms', '#incident-comms');

/** Who is told of the incident that has everything. */
export const tangledTelling: TellingView = {
  updates: [
    {
      id: '019d0000-0000-7000-8000-0000000000a3',
      kind: 'update',
      for: 'leadership',
      text: 'Payouts are two hours late for 310 merchants. The bank rotated a key; we expect to catch up by 06:30.',
      by: bo,
      at: now - minutes(9),
      state: 'told',
      rooms: [leadership],
    },
    {
      id: '019d0000-0000-7000-8000-0000000000a2',
      kind: 'decision',
      for: 'responders',
      text: 'We send tonight’s file by hand once the bank confirms.',
      by: chloe,
      at: now - minutes(21),
      state: 'told',
      rooms: [critical, warroom],
    },
    {
      id: '019d0000-0000-7000-8000-0000000000a1',
      kind: 'update',
      for: 'responders',
      text: 'Looking at the SFTP logs.',
      by: bo,
      at: now - minutes(38),
      state: 'told',
      rooms: [critical],
    },
  ],
  rooms: [
    { ...critical, at: now - hours(1), why: 'rule', purpose: 'Alerts and triage.' },
    { ...warroom, at: now - minutes(40), why: 'rule', audience: 'Engineers, product, QA, support', purpose: 'Troubleshooting.' },
    { ...leadership, at: now - minutes(9), why: 'said', purpose: 'What leads need to know.' },
  ],
  audiences: [
    { for: 'responders', rooms: [critical, warroom], decisionRooms: [critical, warroom] },
    { for: 'leadership', rooms: [leadership], decisionRooms: [leadership] },
    { for: 'company', rooms: [], decisionRooms: [] },
    { for: 'customers', rooms: [comms], decisionRooms: [], checkpoint: 'Words to customers' },
    { for: 'public', rooms: [comms], decisionRooms: [] },
  ],
  followUps: [
    { id: '019d0000-0000-7000-8000-0000000000b1', text: 'Page when a payout file is refused', owner: ana, by: bo, at: now - minutes(15) },
    {
      id: '019d0000-0000-7000-8000-0000000000b2',
      text: 'Ask the bank for notice before it rotates keys',
      by: bo,
      at: now - minutes(14),
      doneAt: now - minutes(2),
    },
  ],
  bridge: 'https://meet.harbourpay.example/407',
  bridgeByHand: true,
};
