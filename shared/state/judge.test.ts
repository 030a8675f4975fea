import { expect, it } from 'vitest';
import { eventsOf } from '../../test/harness/entries.ts';
import { folded } from '../../test/harness/folding.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import type { Actor, AuthorPart, EntityKind } from '../log/envelope.ts';
import { roleWords, writes } from '../../test/harness/bodies.ts';
import { refusal } from './judge.ts';
import { bodySchemas } from './known-types.ts';

const state = stateWith(
  sample
    .replace(
      'role: lead',
      'role: lead\n    zone: Europe/Paris\n  adi:\n    name: Adi\n    role: admin\n  sam:\n    name: Sam\n    role: stakeholder',
    )
    .replace('    zone: Europe/Paris\n    email: lea', '    email: lea'),
);
const people = { responder: 'ana', lead: 'lea', admin: 'adi', stakeholder: 'sam' } as const;

function partOf(type: string, kind: EntityKind, body: Record<string, unknown>): AuthorPart {
  const [event] = eventsOf([
    { type, entity: { kind, id: (body as { definition?: { id: string } } | undefined)?.definition?.id ?? 'x' }, body },
  ]);
  if (!event) {
    throw new Error('No event.');
  }
  const { id, device, deviceSeq, version, entity, base, at } = event;
  return { id, device, deviceSeq, type, version, entity, base, at, body };
}

const matrix = writes.flatMap(({ type, kind, body, allowed }) =>
  roleWords.map((role) => ({ type, role, kind, body, may: allowed.includes(role) })),
);

it.each(matrix)('[LOG8] $type by a $role: $may', ({ type, kind, body, role, may }) => {
  const why = refusal(state, partOf(type, kind, body), { kind: 'person', id: people[role] });
  expect(why).toBe(may ? undefined : `The role ${role} may not do this; ask a lead or an admin.`);
});

it('[LOG8] knows who may write each type there is', () => {
  expect(writes.map(({ type }) => type).toSorted()).toEqual(Object.keys(bodySchemas).toSorted());
});

it('[LOG8] lets the engine, an integration and the operator write what they must', () => {
  const actors: Actor[] = [{ kind: 'engine' }, { kind: 'integration', id: 'monitoring' }, { kind: 'admin' }];
  for (const { type, kind, body } of writes) {
    expect(
      actors.map((actor) => refusal(state, partOf(type, kind, body), actor)),
      type,
    ).toEqual([undefined, undefined, undefined]);
  }
});

it('[LOG8] lets no person say what intake alone decides about an incident', () => {
  const opened = { title: 'x', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } };
  const suppression = { reason: 'pause', until: 1 };
  const forged = [
    { suppression },
    { waits: suppression },
    { storm: { most: 1, withinMs: 1000 } },
    { routed: [] },
    { group: { by: 'x', key: 'y' } },
  ];
  const why = (more: object) =>
    refusal(state, partOf('incident.triggered', 'incident', { ...opened, ...more }), { kind: 'person', id: 'ana' });
  expect(why({})).toBeUndefined();
  forged.forEach((more) => expect(why(more), JSON.stringify(more)).toMatch(/in the name of a monitor/));
});

it('[LOG8] lets nobody write whose account was removed', () => {
  const gone = stateWith();
  folded([{ type: 'person.removed', entity: { kind: 'person', id: 'ana' }, actor: { kind: 'admin' } }], gone);
  const note = partOf('incident.annotated', 'incident', { text: 'hello' });
  expect(refusal(gone, note, { kind: 'person', id: 'ana' })).toBe('Your account was removed from the workspace; ask an admin.');
});

it('[LOG9] refuses a type it does not know, an entity of another kind and a body of another form, each with what to do', () => {
  const by: Actor = { kind: 'person', id: 'ana' };
  expect(refusal(state, partOf('incident.exploded', 'incident', {}), by)).toBe(
    'This relay does not know "incident.exploded"; update the relay.',
  );
  expect(refusal(state, partOf('constructor', 'incident', {}), by)).toMatch(/does not know/);
  expect(refusal(state, partOf('incident.annotated', 'policy', { text: 'x' }), by)).toBe(
    '"incident.annotated" is for an entity of the kind incident, not policy.',
  );
  expect(refusal(state, partOf('incident.annotated', 'incident', { text: '  ' }), by)).toBe(
    'incident.annotated: text write something first.',
  );
  expect(refusal(state, partOf('incident.acknowledged', 'incident', { epoch: 1, via: 'window', more: 1 }), by)).toMatch(/Unrecognized key/);
});
