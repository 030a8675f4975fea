import { useEffect, useState } from 'react';
import type { RequestArgument } from '../../shared/bridge/contract.ts';
import type { Condition } from '../../shared/condition/condition.ts';
import type { MatchPreview } from '../../shared/noise-view/preview.ts';
import { bridge } from '../stores/bridge.ts';

const settlesInMs = 250;

/** What is asked of main while a form is filled in. */
export type PreviewAsked = Omit<RequestArgument<'noise:preview'>, 'when'> & { when?: Condition | undefined };

/** What a matcher fits and when a window would last: `undefined` while nothing is asked for, or nothing has been answered yet. */
export function useMatchPreview(wanted: PreviewAsked | undefined): MatchPreview | { problem: string } | undefined {
  const [answered, setAnswered] = useState<{ asked: string; answer: MatchPreview | { problem: string } | undefined }>();
  const asked = wanted && JSON.stringify(wanted);
  useEffect(() => {
    if (asked === undefined) {
      return undefined;
    }
    let isWanted = true;
    const timer = setTimeout(() => {
      bridge()
        .request('noise:preview', JSON.parse(asked) as RequestArgument<'noise:preview'>)
        .then(
          (answer) => isWanted && setAnswered({ asked, answer }),
          () => isWanted && setAnswered({ asked, answer: undefined }),
        );
    }, settlesInMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asked]);
  // The last answer stands until the next one, and none while nothing is asked for.
  return asked === undefined ? undefined : answered?.answer;
}
