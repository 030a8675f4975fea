import type { EntityKind } from '../../shared/log/envelope.ts';
import type { Role } from '../../shared/workspace/definitions.ts';
import { mondayNight, idOf } from './entries.ts';
import { stateWith } from './workspaces.ts';

export const roleWords = ['stakeholder', 'responder', 'lead', 'admin'] as const satisfies readonly Role[];

const everyone = [...roleWords];
const responders: Role[] = ['responder', 'lead', 'admin'];
const leads: Role[] = ['lead', 'admin'];
const admins: Role[] = ['admin'];
const nobody: Role[] = [];

const alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity: 'critical' };
const notification = { stepId: idOf('step'), person: 'ana', page: 1, channel: 'desktop', reason: 'first' };
const step = {
  stepId: idOf('step'),
  epoch: 1,
  position: { cycle: 1, level: 1, repeat: 0 },
  dueAt: mondayNight,
  targets: ['ana'],
  outcome: 'paged',
  reason: 'triggered',
};
const turns = { zone: 'Europe/Paris', turn: { unit: 'week', length: 1 }, handoffAt: '09:00', startsOn: '2026-11-23' };
const { entries } = stateWith().workspace;
const definition = (kind: Exclude<keyof typeof entries, never>) => ({ definition: [...entries[kind].values()][0]?.current });

const when = { field: 'environment', is: 'test' };
const named = (id: string) => ({ id, name: id });
const noiseDefinitions: { kind: EntityKind; allowed: Role[]; definition: object }[] = [
  { kind: 'routing-rule', allowed: leads, definition: { ...named('tests'), order: 1, when, set: { severity: 'info' } } },
  {
    kind: 'grouping',
    allowed: leads,
    definition: { ...named('by-service'), order: 1, by: ['service'], windowMs: 300_000, rolling: false, most: 100 },
  },
  { kind: 'inhibition', allowed: leads, definition: { ...named('down'), source: when, target: when, equal: [] } },
  { kind: 'silence', allowed: responders, definition: { ...named('quiet'), when, until: mondayNight } },
  { kind: 'maintenance', allowed: leads, definition: { ...named('patching'), services: ['checkout'], once: { from: 1, until: 2 } } },
  {
    kind: 'heartbeat',
    allowed: admins,
    definition: { ...named('backup'), service: 'checkout', everyMs: 60_000, graceMs: 0, severity: 'error' },
  },
];

/** A body the schema takes for every type of event there is, and which roles may write it. */
export const writes: { type: string; kind: EntityKind; body: Record<string, unknown>; allowed: Role[] }[] = [
  {
    type: 'incident.triggered',
    kind: 'incident',
    body: { title: 'Disk full', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } },
    allowed: responders,
  },
  { type: 'incident.alerted', kind: 'incident', body: { alert }, allowed: nobody },
  { type: 'incident.acknowledged', kind: 'incident', body: { epoch: 1, via: 'window' }, allowed: responders },
  { type: 'incident.unacknowledged', kind: 'incident', body: { epoch: 1, reason: 'acknowledgement-expired' }, allowed: nobody },
  { type: 'incident.escalated', kind: 'incident', body: { epoch: 1, reason: 'escalated-by-hand' }, allowed: responders },
  { type: 'incident.annotated', kind: 'incident', body: { text: 'looking' }, allowed: everyone },
  { type: 'incident.resolved', kind: 'incident', body: { epoch: 1, via: 'window' }, allowed: responders },
  { type: 'incident.reopened', kind: 'incident', body: { via: 'window' }, allowed: responders },
  { type: 'incident.snoozed', kind: 'incident', body: { epoch: 1, durationMs: 60_000, via: 'window' }, allowed: responders },
  { type: 'incident.reassigned', kind: 'incident', body: { epoch: 1, people: ['bo'], via: 'window' }, allowed: responders },
  { type: 'incident.handed-over', kind: 'incident', body: { to: 'bo', via: 'window' }, allowed: responders },
  { type: 'incident.responders-added', kind: 'incident', body: { people: ['bo'], via: 'window' }, allowed: responders },
  { type: 'incident.declined', kind: 'incident', body: { call: idOf('call'), reason: 'on a train' }, allowed: responders },
  { type: 'incident.severity-changed', kind: 'incident', body: { severity: 'error', via: 'window' }, allowed: responders },
  { type: 'incident.priority-changed', kind: 'incident', body: { priority: 'P1', via: 'window' }, allowed: responders },
  { type: 'incident.stage-changed', kind: 'incident', body: { stage: 'triage', via: 'window' }, allowed: responders },
  { type: 'incident.role-assigned', kind: 'incident', body: { role: 'commander', person: 'bo' }, allowed: responders },
  { type: 'incident.deadline-set', kind: 'incident', body: { at: mondayNight }, allowed: responders },
  {
    type: 'incident.policy-changed',
    kind: 'incident',
    body: { epoch: 1, policy: { id: 'payments', revision: 2 }, restart: false, via: 'window' },
    allowed: responders,
  },
  { type: 'incident.merged', kind: 'incident', body: { into: idOf('other'), via: 'window' }, allowed: responders },
  { type: 'incident.unmerged', kind: 'incident', body: { via: 'window' }, allowed: responders },
  { type: 'incident.blocked', kind: 'incident', body: { incident: idOf('other') }, allowed: responders },
  { type: 'incident.unblocked', kind: 'incident', body: { incident: idOf('other') }, allowed: responders },
  { type: 'incident.suppressed', kind: 'incident', body: { suppression: { reason: 'silence', by: 'quiet' } }, allowed: nobody },
  { type: 'incident.unsuppressed', kind: 'incident', body: { epoch: 1, via: 'window' }, allowed: responders },
  { type: 'action.proposed', kind: 'incident', body: { kind: 'customer-update', text: 'We are on it' }, allowed: responders },
  {
    type: 'action.gated',
    kind: 'incident',
    body: { action: idOf('action'), checkpoint: 'customers', needed: 1, people: ['lea'], until: mondayNight, attempt: 1 },
    allowed: nobody,
  },
  { type: 'action.released', kind: 'incident', body: { action: idOf('action') }, allowed: nobody },
  { type: 'action.approved', kind: 'incident', body: { action: idOf('action') }, allowed: responders },
  { type: 'action.rejected', kind: 'incident', body: { action: idOf('action'), reason: 'too early' }, allowed: responders },
  {
    type: 'incident.posted',
    kind: 'incident',
    body: { kind: 'update', audience: 'leadership', text: 'We are on it.' },
    allowed: responders,
  },
  { type: 'incident.room-opened', kind: 'incident', body: { room: 'critical', why: 'rule' }, allowed: nobody },
  { type: 'incident.bridge-set', kind: 'incident', body: { url: 'https://meet.example.org/1' }, allowed: responders },
  { type: 'incident.follow-up-added', kind: 'incident', body: { text: 'Look at the disks' }, allowed: responders },
  { type: 'incident.follow-up-done', kind: 'incident', body: { followUp: idOf('follow-up') }, allowed: responders },
  { type: 'step.fired', kind: 'incident', body: step, allowed: nobody },
  { type: 'notification.sent', kind: 'incident', body: notification, allowed: responders },
  { type: 'notification.failed', kind: 'incident', body: notification, allowed: responders },
  { type: 'notification.suppressed', kind: 'incident', body: notification, allowed: responders },
  { type: 'notification.missed', kind: 'incident', body: notification, allowed: responders },
  {
    type: 'handoff.offered',
    kind: 'handoff',
    body: { schedule: 'payments-primary', to: 'bo', shift: { from: 1, until: 2 }, note: '', incidents: [] },
    allowed: responders,
  },
  { type: 'handoff.accepted', kind: 'handoff', body: {}, allowed: responders },
  { type: 'handoff.declined', kind: 'handoff', body: { reason: 'ill' }, allowed: responders },
  {
    type: 'override.added',
    kind: 'schedule',
    body: { override: { id: 'o-1', person: 'bo', from: 1, until: 2 } },
    allowed: leads,
  },
  { type: 'override.removed', kind: 'schedule', body: { override: 'o-1' }, allowed: leads },
  { type: 'schedule.defined', kind: 'schedule', body: definition('schedule'), allowed: leads },
  { type: 'zones.adopted', kind: 'organisation', body: { version: '2026a' }, allowed: nobody },
  { type: 'schedule.described', kind: 'schedule', body: { name: 'Nights' }, allowed: leads },
  {
    type: 'layer.added',
    kind: 'schedule',
    body: { layer: 'l', use: 'on-call', position: 'a0', turns, members: [], from: 1 },
    allowed: leads,
  },
  { type: 'layer.moved', kind: 'schedule', body: { layer: 'l', position: 'a0', from: 1 }, allowed: leads },
  { type: 'layer.removed', kind: 'schedule', body: { layer: 'l', from: 1 }, allowed: leads },
  { type: 'member.added', kind: 'schedule', body: { layer: 'l', member: 'm', person: 'bo', position: 'a0', from: 1 }, allowed: leads },
  { type: 'member.moved', kind: 'schedule', body: { layer: 'l', member: 'm', position: 'a0', from: 1 }, allowed: leads },
  { type: 'member.removed', kind: 'schedule', body: { layer: 'l', member: 'm', from: 1 }, allowed: leads },
  { type: 'rotation.changed', kind: 'schedule', body: { layer: 'l', turns, follows: 1, from: 1 }, allowed: leads },
  { type: 'swap.requested', kind: 'schedule', body: { swap: 's', giver: 'bo', taker: 'lea', from: 1, until: 2 }, allowed: leads },
  { type: 'shift.taken', kind: 'schedule', body: { swap: 's', giver: 'bo', taker: 'lea', from: 1, until: 2 }, allowed: leads },
  { type: 'swap.approved', kind: 'schedule', body: { swap: 's' }, allowed: responders },
  { type: 'swap.declined', kind: 'schedule', body: { swap: 's' }, allowed: responders },
  { type: 'swap.withdrawn', kind: 'schedule', body: { swap: 's' }, allowed: responders },
  { type: 'swap.undone', kind: 'schedule', body: { swap: 's' }, allowed: responders },
  { type: 'leave.added', kind: 'person', body: { leave: 'v', from: 1, until: 2 }, allowed: leads },
  { type: 'leave.removed', kind: 'person', body: { leave: 'v' }, allowed: leads },
  { type: 'paging.set', kind: 'person', body: { pages: [{ channel: 'push', afterMs: 0 }], quietHours: [], own: true }, allowed: leads },
  { type: 'way.test-asked', kind: 'person', body: { channels: ['sms'] }, allowed: leads },
  { type: 'way.tested', kind: 'person', body: { test: idOf('test'), channel: 'sms', outcome: 'sent' }, allowed: nobody },
  { type: 'way.verified', kind: 'person', body: { kind: 'phone', by: 'code' }, allowed: nobody },
  { type: 'way.unverified', kind: 'person', body: { kind: 'mail' }, allowed: nobody },
  { type: 'policy.defined', kind: 'policy', body: definition('policy'), allowed: leads },
  { type: 'schedule.removed', kind: 'schedule', body: {}, allowed: admins },
  { type: 'policy.removed', kind: 'policy', body: {}, allowed: admins },
  { type: 'organisation.defined', kind: 'organisation', body: definition('organisation'), allowed: admins },
  { type: 'person.defined', kind: 'person', body: { definition: { id: 'ana', name: 'Ana', role: 'responder' } }, allowed: admins },
  { type: 'person.contact-erased', kind: 'person', body: {}, allowed: nobody },
  { type: 'person.removed', kind: 'person', body: {}, allowed: admins },
  { type: 'team.defined', kind: 'team', body: definition('team'), allowed: admins },
  { type: 'team.removed', kind: 'team', body: {}, allowed: admins },
  { type: 'turn.taken', kind: 'team', body: { person: 'ana' }, allowed: nobody },
  { type: 'channel.defined', kind: 'channel', body: { definition: { id: 'critical', name: '#critical' } }, allowed: admins },
  { type: 'channel.removed', kind: 'channel', body: {}, allowed: admins },
  { type: 'service.defined', kind: 'service', body: definition('service'), allowed: admins },
  { type: 'service.removed', kind: 'service', body: {}, allowed: admins },
  { type: 'integration.defined', kind: 'integration', body: definition('integration'), allowed: admins },
  { type: 'integration.removed', kind: 'integration', body: {}, allowed: admins },
  ...noiseDefinitions.flatMap(({ kind, allowed, definition: its }) => [
    { type: `${kind}.defined`, kind, body: { definition: its }, allowed },
    { type: `${kind}.removed`, kind, body: {}, allowed },
  ]),
  { type: 'change.recorded', kind: 'service', body: { change: { summary: 'Deployed 1.2' }, integration: 'monitoring' }, allowed: nobody },
  { type: 'device.enrolled', kind: 'device', body: { name: 'Laptop', person: 'ana', publicKey: 'k' }, allowed: admins },
  { type: 'device.revoked', kind: 'device', body: {}, allowed: admins },
  {
    type: 'device.command-refused',
    kind: 'device',
    body: { command: '00000000-0000-7000-8000-000000000009', deviceSeq: 1, type: 'policy.removed', why: 'The role may not.' },
    allowed: nobody,
  },
  { type: 'device.tested', kind: 'device', body: { outcome: 'shown', channel: 'dbus' }, allowed: nobody },
];
