import { expect, it } from 'vitest';
import { definitionsOf, eventsToward, sample, stateWith } from '../../test/harness/workspaces.ts';
import { folded } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import { differenceTo } from './difference.ts';
import { readWorkspaceFile } from './file.ts';
import { writeWorkspaceFile } from './file-write.ts';
import { all, find } from './workspace.ts';

const problemsOf = (text: string) => readWorkspaceFile(text).problems.map(({ line, message }) => `${line}: ${message}`);
const edited = (from: string | RegExp, to: string) => sample.replace(from, to);

it('[WSP1] reads the sample into our units', () => {
  const { policy, schedule, organisation } = definitionsOf(sample);
  expect(organisation[0]).toMatchObject({
    name: 'Example Shop',
    catchAll: { targets: [{ kind: 'person', id: 'lea' }], repeatEveryMs: 120_000 },
  });
  expect(policy[0]?.steps[0]).toEqual({
    targets: [{ kind: 'schedule', id: 'payments-primary' }],
    acknowledgeWithinMs: 2 * MINUTE_MS,
    resolveWithinMs: 60 * MINUTE_MS,
    repeatEveryMs: 15 * SECOND_MS,
    whenUnanswered: 'continue',
    repeats: 1,
  });
  expect(schedule[0]?.layers).toEqual([
    {
      id: 'rotation',
      use: 'on-call',
      places: [{ position: 'a0' }],
      turns: [{ turns: { zone: 'Europe/Paris', turn: { unit: 'week', length: 1 }, handoffAt: '09:00', startsOn: '2024-01-01' } }],
      members: [{ id: 'ana', person: 'ana', places: [{ position: 'a0' }] }],
    },
  ]);
});

it('[WSP1] reads back what it writes: an exported workspace changes nothing when it is applied', () => {
  const { workspace } = stateWith();
  expect(differenceTo(workspace, definitionsOf(writeWorkspaceFile(workspace)))).toEqual([]);
});

// Words YAML takes for something else, and names every object has.
const id = fc.oneof(
  fc.constantFrom('null', 'true', '1e3', '007', '0x1f', 'constructor', 'toString', 'no'),
  fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/),
);
const name = fc
  .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'é', ':', '#', '"', "'", '-', ' ', '😀', '\t', '{') })
  .filter((text) => text.trim() !== '');
const delay = fc.integer({ min: 5, max: 2000 }).map((seconds) => `${seconds}s`);

const workspaceFile = fc
  .record({
    people: fc.uniqueArray(id, { minLength: 1, maxLength: 5 }),
    schedules: fc.uniqueArray(id, { maxLength: 3 }),
    policies: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
    services: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
    names: fc.array(name, { minLength: 20, maxLength: 20 }),
    delay,
    turn: fc.constantFrom('1d', '3d', '1w', '2w'),
    picks: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
  })
  .map(({ people, schedules, policies, services, names, turn, picks, ...rest }) => {
    let pick = 0;
    let named = 0;
    const one = (from: readonly string[]) => from[(picks[(pick += 1) % picks.length] ?? 0) % from.length] ?? '';
    const called = () => names[(named += 1) % names.length] ?? 'name';
    const target = () =>
      schedules.length > 0 && (picks[(pick += 1) % picks.length] ?? 0) % 2 === 0 ? `schedule:${one(schedules)}` : `person:${one(people)}`;
    const byId = <T>(ids: readonly string[], make: () => T) => Object.fromEntries(ids.map((each) => [each, make()]));
    return {
      organisation: { name: called(), catchAll: { notify: [target()], repeatEvery: rest.delay } },
      people: byId(people, () => ({ name: called() })),
      schedules: byId(schedules, () => ({
        name: called(),
        zone: 'Europe/Paris',
        rotation: { people: [one(people), one(people), one(people)], turn, handoffAt: '09:00', startsOn: '2026-11-23' },
      })),
      policies: byId(policies, () => ({
        name: called(),
        steps: [{ notify: [target(), target()], acknowledgeWithin: rest.delay }],
        loops: 1,
      })),
      services: byId(services, () => ({ name: called(), policy: one(policies) })),
    };
  });

it('[WSP1] reads back any workspace, whatever its ids and names look like in YAML', () => {
  fc.assert(
    fc.property(workspaceFile, (file) => {
      // JSON is YAML too, so the first reading does not lean on the writer.
      const { workspace } = stateWith(JSON.stringify(file));
      const text = writeWorkspaceFile(workspace);
      expect(differenceTo(workspace, definitionsOf(text))).toEqual([]);
      expect(
        all(workspace, 'person')
          .map((person) => person.id)
          .toSorted(),
      ).toEqual(Object.keys(file.people).toSorted());
    }),
    { numRuns: 25 },
  );
});

it.each([
  ['a key nobody knows', 'loops: 1', 'lops: 1', 'lops', '"lops" is not known here; check the spelling or remove it.'],
  ['a missing field', '    zone: Europe/Paris\n    rotation:', '    rotation:', 'Payments primary', '"zone" is missing; add it.'],
  [
    'no zone',
    'zone: Europe/Paris\n    rotation',
    'zone: Mars\n    rotation',
    'zone: Mars',
    '"Mars" is not a time zone; write one as IANA does, for example Europe/Paris.',
  ],
  ['an empty rotation', 'people: [ana]', 'people: []', 'people: []', 'name at least one person.'],
  ['a rotation of 10,000', 'people: [ana]', `people: [${'ana,'.repeat(9999)}ana]`, 'people: [ana,', 'a rotation has at most 500 members.'],
  [
    'a duration without its unit',
    'repeatEvery: 15s',
    'repeatEvery: "15"',
    '"15"',
    '"15" is not a duration; write for example 30s, 5m or 1h30m.',
  ],
  [
    'a target of no kind',
    '[person:lea]',
    '[lea]',
    '[lea]',
    '"lea" is not a target; write person:ID, schedule:ID, backup:SCHEDULE, team:ID, next-of:TEAM, policy:ID, channel:ID, role:commander, role:owning-team or role:owning-team-lead.',
  ],
  [
    'somebody who does not exist',
    '[ana, bo, lea]',
    '[ana, zoe]',
    'zoe',
    'There is no person "zoe"; define it or use one of: ana, bo, lea.',
  ],
  [
    'a turn of months',
    'turn: 1w',
    'turn: 1m',
    'turn: 1m',
    '"1m" is not a turn; write hours, days, weeks or months, for example 12h, 1d, 1w or 1mo.',
  ],
  ['a time of day', "handoffAt: '09:00'", "handoffAt: '9am'", '9am', 'write a time of day as HH:MM, for example 09:00.'],
  [
    'a day that does not exist',
    'startsOn: 2024-01-01',
    'startsOn: 2024-02-30',
    '2024-02-30',
    'write a date as YYYY-MM-DD, for example 2026-11-23.',
  ],
  ['a role nobody has', 'role: lead\n', 'role: boss\n', 'boss', '"role" must be one of responder, lead, admin, stakeholder.'],
  ['a name that is a number', 'name: Payments\n', 'name: 12\n', 'name: 12', '"name" must be text; put it in quotes.'],
  ['people who are no list', '[ana, bo, lea]', 'ana', 'members: ana', '"members" must be a list, in brackets or one a line with a dash.'],
  ['too many walks', 'loops: 1', 'loops: 10', 'loops: 10', '"loops" is too large; at most 9.'],
  [
    'an id of blanks',
    '  billing:',
    '  "bil ling":',
    'bil ling',
    '"bil ling" cannot be an id: use letters, digits, dots, dashes and underscores, starting with a letter or digit.',
  ],
])('[WSP2] says where %s is and what to do', (_, from, to, where, message) => {
  const text = edited(from, to);
  const problem = readWorkspaceFile(text).problems.find((each) => each.message === message);
  expect(problem?.message, problemsOf(text).join('\n')).toBe(message);
  expect(text.split('\n')[(problem?.line ?? 0) - 1]).toContain(where);
});

it('[WSP2] says what an empty file is missing', () => {
  expect(problemsOf('')).toEqual(['1: The file is empty; start from the sample workspace.']);
  expect(problemsOf('# only a comment\n')).toEqual(['1: The file is empty; start from the sample workspace.']);
  expect(problemsOf('just words')).toEqual(['1: The file is not a workspace; start from the sample workspace.']);
});

it('[WSP2] names every problem with its line, and ends every one as a sentence', () => {
  const broken = sample
    .replace('policy: payments\n    runbook', 'policy: paymets\n    runbook')
    .replace('service: checkout\n  alertmanager', 'service: chekout\n  alertmanager')
    .replace('[schedule:payments-backup]', '[schedule:backup]');
  const { problems } = readWorkspaceFile(broken);
  expect(problems).toHaveLength(3);
  expect(problems.every(({ line, column, message }) => line > 1 && column > 0 && message.endsWith('.'))).toBe(true);
  expect(problems.map(({ path }) => path)).toEqual([
    'policies.payments.steps.1.notify.0',
    'services.checkout.policy',
    'integrations.monitoring.service',
  ]);
});

it('[WSP2] answers what is not YAML, and a file that grows without end, with a sentence', () => {
  expect(problemsOf('people: [')[0]).toMatch(/^\d+: .+\.$/);
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefgh'.split('').map((key, i) => `${key}: &${key} [${`*${'abcdefg'[i] ?? ''}, `.repeat(9)}]`),
  ].join('\n');
  expect(problemsOf(bomb)[0]).toMatch(/^1: .+\.$/);
});

it('[WSP3] does not take a file in which a page would lead nowhere', () => {
  expect(readWorkspaceFile(edited('- notify: [person:lea]', '- notify: [person:nobody]')).definitions).toBeUndefined();
});

it('[WSP4] tells what applying a file changes, and in which fields', () => {
  const { workspace } = stateWith();
  const changes = differenceTo(workspace, definitionsOf(edited('loops: 1', 'loops: 2').replace('name: Billing', 'name: Invoices')));
  expect(changes.map(({ kind, id: of, change, fields }) => ({ kind, of, change, fields }))).toEqual([
    { kind: 'policy', of: 'payments', change: 'changed', fields: ['loops'] },
    { kind: 'service', of: 'billing', change: 'changed', fields: ['name'] },
  ]);
});

it('[WSP4] adds what others lean on first and removes it last', () => {
  const { workspace } = stateWith();
  const less = definitionsOf(sample.replace(/ {2}alertmanager:[\s\S]*$/, '').replace(/ {2}billing:\n.*\n.*\n.*\n/, ''));
  expect(differenceTo(workspace, less).map(({ kind, id: of, change }) => `${change} ${kind} ${of}`)).toEqual([
    'removed integration alertmanager',
    'removed service billing',
  ]);
  const kinds = differenceTo(
    stateWith('organisation: {name: X}\npeople: {}\npolicies: {}\nservices: {}\n').workspace,
    definitionsOf(sample),
  ).map(({ kind }) => kind);
  expect([...new Set(kinds)]).toEqual(['organisation', 'person', 'team', 'schedule', 'policy', 'service', 'integration']);
});

it('[WSP5] keeps overrides people made, and their ids, when the file does not speak of them or says the same', () => {
  const state = stateWith();
  const override = { id: 'o-1', person: 'bo', from: Date.UTC(2026, 11, 24), until: Date.UTC(2026, 11, 24) + DAY_MS };
  folded(
    [{ type: 'override.added', entity: { kind: 'schedule', id: 'payments-primary' }, body: { override }, actor: { kind: 'admin' } }],
    state,
  );
  expect(differenceTo(state.workspace, definitionsOf(sample))).toEqual([]);
  expect(differenceTo(state.workspace, definitionsOf(writeWorkspaceFile(state.workspace)))).toEqual([]);
  const without = writeWorkspaceFile(state.workspace).replace(/ {4}overrides:\n {6}- person: bo\n.*\n.*\n/, '    overrides: []\n');
  expect(differenceTo(state.workspace, definitionsOf(without))).toMatchObject([{ id: 'payments-primary', fields: ['overrides'] }]);
});

it('[WSP6] changes nothing the second time a file is applied', () => {
  const state = stateWith();
  expect(eventsToward(state, sample)).toEqual([]);
});

it('[WSP9] gives a place in a rotation an id that stays when others come and go', () => {
  const placesIn = (people: string) => {
    const text = edited('people: [ana]', `people: [${people}]`);
    return definitionsOf(text).schedule[0]?.layers[0]?.members.map((member) => member.id);
  };
  expect(placesIn('ana, bo, ana')).toEqual(['ana', 'bo', 'ana.2']);
  const state = stateWith(edited('people: [ana]', 'people: [ana, bo]'));
  folded(eventsToward(state, edited('people: [ana]', 'people: [lea, bo, ana]')), state);
  expect(
    find(state.workspace, 'schedule', 'payments-primary')
      ?.layers.at(-1)
      ?.members.map((member) => member.id),
  ).toEqual(['lea', 'bo', 'ana']);
});
