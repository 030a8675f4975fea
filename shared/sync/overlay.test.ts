import { expect, it } from 'vitest';
import { eventsOf, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, ana, bo, folded, reopened, resolved, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { canonicalJson } from '../log/canonical.ts';
import { judge } from '../state/judge.ts';
import { copyState, fold, type State } from '../state/state.ts';
import { rebase, type OverlayEntry } from './overlay.ts';

const note: EventSketch = { type: 'incident.annotated', body: { text: 'looking' }, actor: ana };
const something = fc.constantFrom(
  acknowledged(1, ana),
  acknowledged(1, bo),
  acknowledged(2, ana),
  resolved(1, bo),
  resolved(2, ana),
  reopened(bo),
  note,
);

const pendingOf = (sketches: readonly EventSketch[]): OverlayEntry[] => eventsOf(sketches).map((event) => ({ kind: 'pending', event }));
const over = (state: State, overlay: readonly OverlayEntry[]) => {
  const view = copyState(state);
  return { view, entries: rebase(view, overlay, { judge, fold }) };
};
const textOf = (state: State) => canonicalJson([...state.incidents.values()]);

it('[SYN5] shows what is pending as if the relay had taken it next, and foresees its verdict', () => {
  fc.assert(
    fc.property(fc.array(something, { maxLength: 6 }), fc.array(something, { maxLength: 4 }), (confirmed, pending) => {
      const { state } = folded([triggered(), ...confirmed]);
      const { view, entries } = over(state, pendingOf(pending));
      const taken = folded([triggered(), ...confirmed]);
      const next = folded(pending, taken.state);
      expect(entries.map(({ event }) => event.verdict)).toEqual(next.verdicts);
      expect(textOf(view)).toBe(textOf(next.state));
    }),
    { numRuns: 300 },
  );
});

it('[SYN5] never touches the confirmed state', () => {
  fc.assert(
    fc.property(fc.array(something, { maxLength: 6 }), fc.array(something, { minLength: 1, maxLength: 4 }), (confirmed, pending) => {
      const { state } = folded([triggered({ alert: undefined, integration: 'monitoring' }), ...confirmed]);
      const before = textOf(state);
      over(state, pendingOf([...pending, triggered({}, 'another')]));
      expect(textOf(state)).toBe(before);
      expect(state.nextNumber).toBe(2);
    }),
    { numRuns: 100 },
  );
});

it('[SYN5] judges anew what the relay’s order has overtaken', () => {
  const mine = pendingOf([acknowledged(1, ana)]);
  expect(over(folded([triggered()]).state, mine).entries[0]?.event.verdict).toBe('applied');
  expect(over(folded([triggered(), resolved(1, bo)]).state, mine).entries[0]?.event).toMatchObject({
    verdict: 'noop',
    why: 'It was resolved already.',
  });
  expect(over(folded([triggered(), resolved(1, bo), reopened(bo)]).state, mine).entries[0]?.event.verdict).toBe('parked');
});
