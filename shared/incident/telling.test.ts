import { expect, it } from 'vitest';
import { idOf, type EventSketch } from '../../test/harness/entries.ts';
import { ana, folded, incidentAfter, resolved, triggered } from '../../test/harness/folding.ts';
import { BridgeUrl } from './telling-events.ts';

const note = idOf('note');
const followUp = idOf('follow-up');
const posted: EventSketch = { type: 'incident.posted', body: { kind: 'update', audience: 'leadership', text: 'Slow.' }, actor: ana };
const opened = (room: string): EventSketch => ({ type: 'incident.room-opened', body: { room, why: 'rule' } });
const added: EventSketch = {
  type: 'incident.follow-up-added',
  id: followUp,
  body: { text: 'More disk', of: note, owner: 'bo' },
  actor: ana,
};
const done = (id: string): EventSketch => ({ type: 'incident.follow-up-done', body: { followUp: id } });

it('[COM5] keeps what was told, by whom and for whom, also of what is over', () => {
  expect(incidentAfter([triggered(), posted, resolved(1), posted]).posts).toMatchObject([
    { kind: 'update', audience: 'leadership', text: 'Slow.', by: 'ana' },
    { audience: 'leadership' },
  ]);
});

it('[COM5] takes no more words of one incident than a laptop can take in at once, and says so', () => {
  const long = { ...posted, body: { ...posted.body, text: `x${'\u0001'.repeat(9000)}x` } };
  const proposed: EventSketch = { type: 'action.proposed', body: { kind: 'public-status', text: 'y'.repeat(9000) }, actor: ana };
  const { verdicts, state } = folded([triggered(), ...Array.from({ length: 60 }, () => long), proposed, posted]);
  expect(verdicts.filter((verdict) => verdict === 'parked').length).toBeGreaterThan(40);
  // The limit is on what does not fit: a short word is heard still.
  expect(verdicts.at(-1)).toBe('applied');
  // As the wire carries it: JSON within JSON.
  expect(JSON.stringify(JSON.stringify(state.incidents.get('incident-1'))).length).toBeLessThan(1_500_000);
});

it('[COM1] opens a room once', () => {
  const { verdicts, state } = folded([triggered(), opened('critical'), opened('critical'), opened('warroom')]);
  expect(verdicts).toEqual(['applied', 'applied', 'noop', 'applied']);
  expect(state.incidents.get('incident-1')?.rooms?.map(({ room }) => room)).toEqual(['critical', 'warroom']);
});

it('[COM14] keeps a follow-up with what it was made of and who does it, until it is done once', () => {
  const { verdicts, state } = folded([triggered(), added, resolved(1), done(followUp), done(followUp), done(note)]);
  expect(verdicts.slice(3)).toEqual(['applied', 'noop', 'noop']);
  const [kept] = state.incidents.get('incident-1')?.followUps ?? [];
  expect(kept).toMatchObject({ id: followUp, text: 'More disk', of: note, owner: 'bo', by: 'ana' });
  expect(kept?.doneAt).toBeGreaterThan(0);
});

it.each(['https://meet.example.org', 'https://meet.example.org/a?b=c#d', 'HTTPS://meet.example.org:8443/1'])('[COM13] takes %s', (url) => {
  expect(BridgeUrl.safeParse(url).success).toBe(true);
});

it.each([
  'http://meet.example.org/',
  'javascript:alert(1)',
  'https://user:pass@meet.example.org/',
  'https://meet.example.org/<script>',
  'https://meet.example.org/ 1',
  'meet.example.org',
  'https:meet',
  'file:///etc/passwd',
  'https://elsewhere.example/\u202egro.elpmaxe.teem',
  'https://meet.example.org/\u0000x',
  'https://meet.example.org/\u200bx',
])('[COM13] takes no %s for a bridge', (url) => {
  expect(BridgeUrl.safeParse(url).success).toBe(false);
});
