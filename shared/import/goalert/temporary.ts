import { parseIso, type Instant } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftOverride } from '../draft.ts';

/** The shifts of a temporary schedule as overrides: in its time they are all there is. */
export function readTemporary(temporary: Construct, now: Instant): DraftOverride[] {
  const [begins, ends] = [parseIso(temporary.text('start') ?? ''), parseIso(temporary.text('end') ?? '')];
  const shifts = temporary.parts('shifts', ['user', 'truncated', '__typename']).flatMap((shift): DraftOverride[] => {
    const person = shift.text('userID');
    const [from, until] = [parseIso(shift.text('start') ?? ''), parseIso(shift.text('end') ?? '')];
    const isShift = person !== undefined && from !== undefined && until !== undefined && from < until;
    if (!isShift) {
      shift.leftOut('It does not say who is on call from when until when.');
    }
    return !isShift ? [] : [{ person, begins: from, ends: until, from: temporary }];
  });
  if (begins === undefined || ends === undefined || begins >= ends) {
    temporary.leftOut('It does not say from when until when.', 'Add overrides by hand: watchbell schedule override.');
    return [];
  }
  if (ends <= now) {
    temporary.converted(undefined, 'It is over; nothing of it is to come.');
    return [];
  }
  if (shifts.length === 0) {
    temporary.leftOut(
      'Nobody is on call in its time in GoAlert; here the rotations go on.',
      'Take the rotation’s people off by an override.',
    );
    return [];
  }
  const inOrder = shifts.toSorted((a, b) => a.begins - b.begins);
  if (inOrder.some((shift, i) => i > 0 && shift.begins < (inOrder[i - 1]?.ends ?? 0))) {
    temporary.approximated('Several people are on call at once in it; here the override added last wins.', 'Check who is on call then.');
  }
  if (inOrder[0]?.begins !== begins || inOrder.some((shift, i) => shift.ends < (inOrder[i + 1]?.begins ?? ends))) {
    temporary.approximated('In part of its time nobody is on call in GoAlert; here the rotations go on then.');
  }
  return inOrder.filter((shift) => shift.ends > now);
}
