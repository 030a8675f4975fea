import { create } from 'zustand';
import type { PoliciesView } from '../../shared/policy-view/policy-view.ts';
import { bridge } from './bridge.ts';
import { follow } from './follow.ts';

interface PoliciesMirror {
  view?: PoliciesView | undefined;
  state: 'loading' | 'ready' | 'failed';
}

/** The policies as main told them last. */
export const usePolicies = create<PoliciesMirror>(() => ({ state: 'loading' }));

/** Mirrors the policies until the returned function is called. */
export function followPolicies(): () => void {
  return follow(async (isWanted) => {
    const answer = await ask();
    if (isWanted()) {
      usePolicies.setState(answer);
    }
  });
}

async function ask(): Promise<Partial<PoliciesMirror>> {
  try {
    return { view: await bridge().request('policies:get', undefined), state: 'ready' };
  } catch {
    return { state: 'failed' };
  }
}
