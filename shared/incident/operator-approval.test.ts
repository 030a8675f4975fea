import { expect, it } from 'vitest';
import { idOf } from '../../test/harness/entries.ts';
import { ana, bo, folded, triggered } from '../../test/harness/folding.ts';
import type { Actor } from '../log/envelope.ts';

const action = idOf('proposed');
const proposed = { type: 'action.proposed', body: { kind: 'customer-update', text: 'We are on it.' }, actor: ana, id: action };
const gated = {
  type: 'action.gated',
  body: { action, checkpoint: 'customers', needed: 2, people: ['ana', 'bo', 'lea'], until: 1, attempt: 1 },
};
const approved = (actor: Actor) => ({ type: 'action.approved', body: { action }, actor });

it('[ESC28] counts the operator’s token once, and nobody’s own proposal', () => {
  const operator: Actor = { kind: 'admin' };
  const { verdicts, state } = folded([triggered(), proposed, gated, approved(operator), approved(operator), approved(ana), approved(bo)]);
  expect(verdicts.slice(3)).toEqual(['applied', 'noop', 'parked', 'applied']);
  expect(state.incidents.get('incident-1')?.actions).toMatchObject([{ status: 'released', approvals: ['operator', 'bo'] }]);
});
