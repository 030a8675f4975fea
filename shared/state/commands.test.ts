import { expect, it } from 'vitest';
import { idOf, mondayNight } from '../../test/harness/entries.ts';
import { folded, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { eventsToward, sample, stateWith } from '../../test/harness/workspaces.ts';
import { incidentCommandNames } from './command-names.ts';
import { draftCommand, incidentCommands } from './commands.ts';
import { bodySchemas } from './known-types.ts';

const [one, two] = [idOf('one'), idOf('two')];
const { state } = folded([triggered({}, one), triggered({}, two)], stateWith());
const draft = (name: (typeof incidentCommandNames)[number], said?: unknown) => {
  const incident = state.incidents.get(one);
  return incident ? draftCommand(name, { incident, via: 'window', state }, said) : { problem: 'gone' };
};
const action = idOf('action');

it.each([
  ['acknowledge', undefined, 'incident.acknowledged', { epoch: 1, via: 'window' }],
  ['resolve', {}, 'incident.resolved', { epoch: 1, via: 'window' }],
  ['escalate', {}, 'incident.escalated', { epoch: 1, reason: 'escalated-by-hand', via: 'window' }],
  ['escalate', { level: 3 }, 'incident.escalated', { epoch: 1, reason: 'escalated-by-hand', via: 'window', level: 3 }],
  ['reopen', {}, 'incident.reopened', { via: 'window' }],
  ['note', { text: ' looking ' }, 'incident.annotated', { text: 'looking' }],
  ['snooze', { for: '1h30m' }, 'incident.snoozed', { epoch: 1, durationMs: 5_400_000, via: 'window' }],
  ['reassign', { people: ['bo'] }, 'incident.reassigned', { epoch: 1, people: ['bo'], via: 'window' }],
  ['hand-over', { to: 'bo' }, 'incident.handed-over', { to: 'bo', via: 'window' }],
  ['add-responders', { people: ['bo', 'lea'] }, 'incident.responders-added', { people: ['bo', 'lea'], via: 'window' }],
  ['decline', { call: action, reason: 'Busy.' }, 'incident.declined', { call: action, reason: 'Busy.' }],
  ['severity', { severity: 'error' }, 'incident.severity-changed', { severity: 'error', via: 'window' }],
  ['priority', { priority: 'P1' }, 'incident.priority-changed', { priority: 'P1', via: 'window' }],
  ['stage', { stage: 'triage' }, 'incident.stage-changed', { stage: 'triage', via: 'window' }],
  ['role', { role: 'commander', person: 'lea' }, 'incident.role-assigned', { role: 'commander', person: 'lea' }],
  ['deadline', { at: '2026-11-23T03:00:00+01:00' }, 'incident.deadline-set', { at: mondayNight }],
  ['deadline', { at: null }, 'incident.deadline-set', { at: null }],
  ['merge', { incident: '2' }, 'incident.merged', { into: two, via: 'window' }],
  ['merge', { incident: two }, 'incident.merged', { into: two, via: 'window' }],
  ['unmerge', {}, 'incident.unmerged', { via: 'window' }],
  ['block', { incident: '2' }, 'incident.blocked', { incident: two }],
  ['unblock', { incident: '2' }, 'incident.unblocked', { incident: two }],
  ['propose', { kind: 'public-status', text: 'Down.' }, 'action.proposed', { kind: 'public-status', text: 'Down.' }],
  ['approve', { action }, 'action.approved', { action }],
  ['reject', { action, reason: 'No.' }, 'action.rejected', { action, reason: 'No.' }],
  ['update', { for: 'leadership', text: ' Slow. ' }, 'incident.posted', { kind: 'update', audience: 'leadership', text: 'Slow.' }],
  ['update', { for: 'customers', text: 'Slow.' }, 'action.proposed', { kind: 'customer-update', text: 'Slow.' }],
  ['update', { for: 'public', text: 'Slow.' }, 'action.proposed', { kind: 'public-status', text: 'Slow.' }],
  ['decide', { text: 'Roll back.' }, 'incident.posted', { kind: 'decision', audience: 'responders', text: 'Roll back.' }],
  ['bridge', { url: 'https://meet.example.org/1' }, 'incident.bridge-set', { url: 'https://meet.example.org/1' }],
  ['bridge', { url: null }, 'incident.bridge-set', { url: null }],
  ['follow-up', { text: 'More disk', of: action, owner: 'bo' }, 'incident.follow-up-added', { text: 'More disk', of: action, owner: 'bo' }],
  ['follow-up', { text: 'More', due: '2026-11-23T03:00:00+01:00' }, 'incident.follow-up-added', { text: 'More', dueAt: mondayNight }],
  ['follow-up-done', { followUp: action }, 'incident.follow-up-done', { followUp: action }],
] as const)('[WIRE2] makes of "%s" %j a %s the log takes', (name, said, type, body) => {
  expect(draft(name, said)).toEqual({ type, body });
  expect(bodySchemas[type]?.safeParse(body).success).toBe(true);
});

it('[INC19] takes the present revision where it stood, and another policy from the top', () => {
  const { state: now } = folded(eventsToward(stateWith(), sample.replace('acknowledgeWithin: 2m', 'acknowledgeWithin: 4m')), stateWith());
  folded(
    [
      triggered({}, one),
      {
        type: 'policy.defined',
        entity: { kind: 'policy', id: 'other' },
        body: { definition: { id: 'other', name: 'Other', steps: [{ targets: [] }] } },
      },
    ],
    now,
  );
  const incident = now.incidents.get(one);
  const made = (said: object) => incident && draftCommand('policy', { incident, via: 'api', state: now }, said);
  expect(made({})).toMatchObject({ body: { policy: { id: 'payments', revision: 2 }, restart: false } });
  expect(made({ policy: 'other' })).toMatchObject({ body: { policy: { id: 'other', revision: 1 }, restart: true } });
  expect(made({ restart: true })).toMatchObject({ body: { restart: true } });
  expect(made({ policy: 'gone' })).toEqual({ problem: 'There is no policy "gone" in the workspace any more.' });
});

it.each([
  ['approve', { action: 'nope' }, 'action: copy an id that "updates" lists.'],
  ['follow-up-done', { followUp: '1' }, 'followUp: copy an id that "updates" lists.'],
  ['snooze', { for: '30' }, 'for: "30" is not a duration; write for example 30s, 5m or 1h30m.'],
  ['note', { text: '  ' }, 'text: write something first.'],
  ['reassign', { people: [] }, 'people: name at least one person.'],
  ['reassign', { people: ['bo', 'gone'] }, 'There is no person "gone" in the workspace.'],
  ['hand-over', { to: 'gone' }, 'There is no person "gone" in the workspace.'],
  ['role', { role: 'vendor', person: 'gone' }, 'There is no person "gone" in the workspace.'],
  ['merge', { incident: '9' }, 'There is no incident "9".'],
  ['deadline', { at: 'tomorrow' }, 'at: "tomorrow" is not a moment; write it with its offset, for example 2026-12-24T18:00:00+01:00.'],
  ['reject', { action, reason: '' }, 'reason: say why.'],
] as const)('[WIRE4] says what is wrong with "%s" %j', (name, said, problem) => {
  expect(draft(name, said)).toEqual({ problem });
});

it('[WIRE4] knows every command by its name, and answers whatever is said with an event or a sentence', () => {
  expect(Object.keys(incidentCommands)).toEqual([...incidentCommandNames]);
  const said = fc.oneof(
    fc.anything(),
    fc.record({ for: fc.string(), at: fc.string(), text: fc.string(), incident: fc.string() }, { requiredKeys: [] }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...incidentCommandNames), said, (name, given) => {
      const made = draft(name, given);
      expect('problem' in made ? made.problem : bodySchemas[made.type]?.safeParse(made.body).success).toBeTruthy();
    }),
    { numRuns: 500 },
  );
});

it('[INC13] says in a sentence that a snooze is too short or too long, before anything is written', () => {
  expect(draft('snooze', { for: '0s' })).toEqual({ problem: 'for: snooze for at least 1s.' });
  expect(draft('snooze', { for: '8d' })).toEqual({ problem: 'for: snooze for at most 7d.' });
  expect(draft('deadline', { at: '2026-02-30T00:00:00Z' })).toMatchObject({ problem: expect.stringMatching(/is not a moment/) as string });
});

it('[ESC6] hands nothing to somebody who only reads along', () => {
  const readers = stateWith(sample.replace('role: lead', 'role: stakeholder'));
  const { state: with1 } = folded([triggered({}, one)], readers);
  const incident = with1.incidents.get(one);
  const said = incident && draftCommand('reassign', { incident, via: 'window', state: with1 }, { people: ['lea'] });
  expect(said).toEqual({ problem: 'Léa Martin only reads along and cannot answer; name somebody else.' });
});
