import { expect, it } from 'vitest';
import { eventsOf, idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { fc } from '../../test/harness/properties.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import { judge, refusal } from '../state/judge.ts';
import { fold } from '../state/state.ts';
import { addressFor, masked } from './contact.ts';
import { differenceTo } from './difference.ts';
import { PagingRule } from './person-rules.ts';
import { readWorkspaceFile } from './file.ts';
import { testAgainAfterMs, waysToTest, waysOf } from './ways.ts';
import { writeWorkspaceFile } from './file-write.ts';
import { find } from './workspace.ts';

const ana = { kind: 'person' as const, id: 'ana' };
const rules = { pages: [{ channel: 'sms', afterMs: 0 }], quietHours: [{ from: '22:00', until: '07:00' }], own: true };
const set = (body: object = rules): EventSketch => ({ type: 'paging.set', entity: ana, body: { ...body } });

function after(...sketches: EventSketch[]) {
  const state = stateWith(sample);
  const events = eventsOf(sketches);
  events.forEach((event) => fold(state, event));
  return state;
}

it('[OWN1] lets a person set their own rules, a lead anybody’s, and no other responder', () => {
  const state = stateWith(sample);
  const part = { type: 'paging.set', entity: ana, body: rules };
  const why = (id: string) => refusal(state, part, { kind: 'person', id });
  expect(why('ana')).toBeUndefined();
  expect(why('lea')).toBeUndefined();
  expect(why('bo')).toMatch(/^The role responder may not do this/);
  expect(find(after(set()).workspace, 'person', 'ana')).toMatchObject({ pages: rules.pages, quietHours: rules.quietHours, ownRules: true });
  const gone = after(set(), { type: 'person.removed', entity: ana, body: {} });
  const [late] = eventsOf([set()]);
  expect(late && judge(gone, late)).toMatchObject({ verdict: 'parked' });
});

it('[OWN2] leaves rules somebody set themselves when a file is applied, until they give them back', () => {
  const given = sample.replace('    name: Ana Lima\n', '    name: Ana Lima\n    pages: [{ channel: mail }]\n');
  const { definitions } = readWorkspaceFile(given);
  const changes = (own: boolean) => {
    const state = after(set({ ...rules, own }));
    return definitions ? differenceTo(state.workspace, definitions).map(({ id, fields }) => [id, ...fields]) : [];
  };
  // The file's own mail addresses stand beside the log, so they differ here in any case.
  expect(
    changes(true)
      .find(([id]) => id === 'ana')
      ?.includes('pages') ?? false,
  ).toBe(false);
  expect(changes(false).find(([id]) => id === 'ana')).toEqual(expect.arrayContaining(['pages', 'quietHours']));
  expect(writeWorkspaceFile(after(set()).workspace, mondayNight)).not.toContain('ownRules');
});

it('[OWN10] leads to the address a rule names, of the kind its way takes, and else to the first', () => {
  const contact = { email: 'a@example.org', phone: '+33123456789', addresses: { private: '+33600000000', home: 'a@home.example' } };
  expect(addressFor(contact, 'phone', 'private')).toBe('+33600000000');
  expect(addressFor(contact, 'mail', 'home')).toBe('a@home.example');
  expect(addressFor(contact, 'phone', 'home')).toBe('+33123456789');
  expect(addressFor(contact, 'mail', 'gone')).toBe('a@example.org');
  expect(addressFor(contact, 'mail', 'constructor')).toBe('a@example.org');
  expect(addressFor(undefined, 'mail')).toBeUndefined();
});

it('[OWN14] masks an address so that most of it cannot be told', () => {
  expect([masked('+33612345678'), masked('ana@example.org')]).toEqual(['+336 … 78', 'a…@example.org']);
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{8,14}$/), (number) => {
      expect(masked(number)).not.toContain(number.slice(4, -2));
    }),
  );
});

it('[OWN3] has rules of a laptop at all hours, and says how to write one that is not', () => {
  const bad = (rule: object) => PagingRule.safeParse(rule).error?.issues[0]?.message;
  expect(bad({ channel: 'desktop', during: 'other-hours' })).toMatch(/for ways beside the laptop/);
  expect(bad({ channel: 'push', to: 'private' })).toMatch(/names a number or a mail address/);
  expect(bad({ channel: 'sms', to: 'private', during: 'quiet-hours' })).toBeUndefined();
});

it('[OWN3] names who is reached by the laptop alone in their quiet hours, or only then', () => {
  const warned = (pages: string, quiet = true) => {
    const hours = quiet ? "    quietHours: [{ from: '22:00', until: '07:00' }]\n" : '';
    const { warnings } = readWorkspaceFile(
      sample.replace('    name: Ana Lima\n', `    name: Ana Lima\n    phone: '+33123456789'\n${hours}    pages: ${pages}\n`),
    );
    return warnings.filter(({ path }) => path.startsWith('people.ana')).map(({ message }) => message);
  };
  expect(warned('[{ channel: sms, during: other-hours }]')).toEqual([
    'Ana Lima is reached in their quiet hours by the laptop alone, also when it is critical; add a rule for them.',
  ]);
  expect(warned('[{ channel: sms, during: quiet-hours }]')).toEqual([
    'Ana Lima is reached beside the laptop only in their quiet hours; add a rule for other hours.',
  ]);
  expect(warned('[{ channel: sms, during: other-hours }, { channel: voice, during: quiet-hours }]')).toEqual([]);
  expect(warned('[{ channel: sms }]')).toEqual([]);
  expect(warned('[{ channel: sms, to: away }]')).toEqual(['Ana Lima has no address for sms called "away"; their first is used instead.']);
});

it('[OWN11] asks for a test of each way once, sooner ways first, and not again within a minute', () => {
  const pages = [
    { channel: 'mail' as const, afterMs: 60_000 },
    { channel: 'sms' as const, afterMs: 0 },
    { channel: 'sms' as const, afterMs: 300_000 },
    { channel: 'sms' as const, to: 'private', afterMs: 0 },
    { channel: 'desktop' as const, afterMs: 0 },
  ];
  expect(waysOf({ pages })).toEqual([{ channel: 'sms' }, { channel: 'sms', address: 'private' }, { channel: 'mail' }]);
  expect(waysToTest({ pages }, ['voice', 'mail'])).toEqual([{ channel: 'voice' }, { channel: 'mail' }]);

  const ask: EventSketch = { type: 'way.test-asked', entity: ana, body: {} };
  const state = after(set(), ask);
  const askedAt = state.workspace.entries.person.get('ana')?.ways?.asked?.at ?? 0;
  expect(state.workspace.entries.person.get('ana')?.ways?.asked).toMatchObject({ ways: [{ channel: 'sms' }] });
  const verdicts = [1, testAgainAfterMs - 1, testAgainAfterMs].map((laterMs) => {
    const [event] = eventsOf([ask]);
    return event && judge(state, { ...event, recordedAt: askedAt + laterMs }).verdict;
  });
  expect(verdicts).toEqual(['parked', 'parked', 'applied']);
});

it('[OWN11] keeps the last outcome of each way, whatever order they come in', () => {
  const told = (channel: string, outcome: string, more: object = {}): EventSketch => ({
    type: 'way.tested',
    entity: ana,
    body: { test: idOf('test'), channel, outcome, ...more },
  });
  const { ways } =
    after(set(), told('sms', 'sent'), told('mail', 'failed', { why: 'no' }), told('sms', 'confirmed')).workspace.entries.person.get(
      'ana',
    ) ?? {};
  expect(Object.values(ways?.tests ?? {}).map(({ channel, outcome, why }) => [channel, outcome, why])).toEqual([
    ['sms', 'confirmed', undefined],
    ['mail', 'failed', 'no'],
  ]);
});

it('[OWN11] tests nothing that was asked for long before the relay heard of it: whoever pressed the button may sleep by now', () => {
  const state = after(set());
  const asked = (agoMs: number, actor: NonNullable<EventSketch['actor']>) => {
    const at = { wallMs: mondayNight - agoMs, offsetMs: 0, uncertaintyMs: 0 };
    const [event] = eventsOf([{ type: 'way.test-asked', entity: ana, body: {}, actor, at }]);
    return event && judge(state, event).verdict;
  };
  const person = { kind: 'person' as const, id: 'ana' };
  expect([asked(60_000, person), asked(10 * 60_000, person), asked(10 * 60_000, { kind: 'admin' })]).toEqual([
    'applied',
    'parked',
    'applied',
  ]);
});
