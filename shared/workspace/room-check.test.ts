import { expect, it } from 'vitest';
import { shop, type FilePart } from '../../test/harness/shop.ts';
import { readWorkspaceFile } from './file.ts';

const checkpoints = [{ name: 'Customers', actions: ['customer-update'], from: ['person:lea'] }];
const steps = [{ notify: ['person:ana'] }];

function told(channels: Record<string, FilePart>, more: { policy?: FilePart; organisation?: FilePart } = {}) {
  const file = shop({ steps, checkpoints, ...more.policy }, { channels, organisation: more.organisation ?? {} });
  const { problems, warnings } = readWorkspaceFile(file);
  return [...problems, ...warnings].map(({ path, message }) => `${path}: ${message}`);
}
const critical = { name: '#critical', stages: ['detected'], when: { field: 'severity', is: 'critical' } };

it('[COM15] says nothing of a workspace whose channels have no rules, nor of one whose rooms are whole', () => {
  expect(told({ quiet: { name: '#quiet' } })).toEqual([]);
  const comms = { name: '#comms', for: ['customers'], tells: ['drafts', 'updates', 'status'] };
  expect(told({ critical, comms, 'major-incident': { name: '#major', for: ['leadership'] } })).toEqual([]);
});

it.each([
  [
    { lost: { name: '#lost' } },
    'channels.lost: Nothing opens #lost and no step speaks there; give it "stages", "when" or "for", or take it out.',
  ],
  [
    {
      odd: {
        name: '#odd',
        when: {
          all: [
            { field: 'severity', is: 'info' },
            { field: 'severity', is: 'error' },
          ],
        },
      },
    },
    'channels.odd.when: #odd never opens, for its condition never holds: ',
  ],
  [{ deaf: { name: '#deaf', for: ['company'], tells: [] } }, 'channels.deaf.tells: #deaf is told of nothing; '],
  [
    { war: { name: '#war', for: ['responders'], tells: ['drafts'] } },
    'channels.war.tells: Drafts are words for customers, and #war is not',
  ],
  [{ out: { name: '#out', for: ['customers'], tells: ['decisions'] } }, 'channels.out.tells: No decision is for customers'],
])('[COM12] warns of what is hardly meant: %j', (channels, message) => {
  const found = told({ critical, 'major-incident': { name: '#major', for: ['leadership'] }, ...channels });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
});

it('[COM12] warns of stages at which no room is open, words for nobody, and words nobody looks at', () => {
  const late = { late: { name: '#late', stages: ['mitigating'], for: ['customers'] }, 'major-incident': { name: '#m', for: ['company'] } };
  const found = told(late, { policy: { checkpoints: [] }, organisation: { updates: { leadership: 'Hello: {{update}}' } } });
  expect(found).toEqual([
    'channels: No room is open at the stage detected or triage or investigating; give one of them that stage as well.',
    'organisation.updates.leadership: No room is told of updates for leadership; add leadership to the "for" of a channel.',
    'policies.payments: Under Payments an update for customers goes out without another person looking at it; add a checkpoint for customer-update.',
  ]);
});

it.each([
  [{ critical: { name: '#c', stages: ['panic'] } }, {}, 'channels.critical.stages.0'],
  [{ critical: { name: '#c', stages: [] } }, {}, 'name at least one stage'],
  [{ critical: { name: '#c', stages: ['triage', 'triage'] } }, {}, 'name each stage once'],
  [{ critical: { name: '#c', for: ['everybody'] } }, {}, 'channels.critical.for.0'],
  [{ critical: { name: '#c', when: { field: 'severety', is: 'x' } } }, {}, '"severety" is not a field'],
  [{}, { updates: { leadership: 'All is well.' } }, 'the update itself is missing; write {{update}}'],
  [{}, { updates: { leadership: '{{update}} {{titel}}' } }, '"{{titel}}" is nothing an update knows'],
  [{}, { updates: { customers: '{{update}} {{recentIncidents}}' } }, '"{{recentIncidents}}" is nothing'],
])('[COM12] refuses what cannot be meant: %j %j', (channels, organisation, message) => {
  expect(told(channels, { organisation }).join('\n')).toContain(message);
});

it.each([
  'http://meet.example.org/{{number}}',
  'https://{{service}}.example.org/',
  'https://meet.example.org/{{title}}',
  'https://user:secret@meet.example.org/1',
  'https://meet.example.org/a b',
  'javascript:alert(1)//{{number}}',
])('[COM13] takes no bridge but an https address whose host is written out: %s', (bridge) => {
  expect(told({}, { organisation: { bridge } }).join('\n')).toContain('organisation.bridge');
  expect(told({}, { organisation: { bridge: 'https://meet.example.org/{{number}}?team={{team}}' } })).toEqual([]);
});

it('[COM9] [COM12] names steps and digests that speak in a room customers read themselves', () => {
  const policy = { steps: [{ notify: ['person:ana', 'channel:status', 'channel:major-incident'] }] };
  const digests = { morning: { name: 'Morning', at: '08:30', zone: 'Europe/Paris', to: 'channel:status' } };
  const heard = (audiences: string[]) => {
    const file = shop({ ...policy, checkpoints }, { channels: { status: { name: '#status', for: audiences } }, digests });
    const { problems, warnings } = readWorkspaceFile(file);
    return [...problems, ...warnings].map(({ path, message }) => `${path}: ${message}`);
  };
  expect(heard(['customers'])).toEqual([
    'policies.payments.steps.0.notify: Customers read #status, and Payments tells there what a monitor said; name another room, or say who else reads it under "for".',
    'digests.morning.to: Customers read #status, and the digest Morning names incidents and people; name another room, or say who else reads it under "for".',
  ]);
  // The control: a room for people of the house as well may hear all of it.
  expect(heard(['customers', 'company'])).toEqual([]);
});
