import { create } from 'zustand';
import type { noiseKinds } from '../../shared/bridge/contract.ts';
import type { NoiseView } from '../../shared/noise-view/noise-view.ts';
import type { MatcherRow } from '../noise/matchers.ts';
import { bridge } from './bridge.ts';
import { follow } from './follow.ts';

interface NoiseMirror {
  view?: NoiseView | undefined;
  state: 'loading' | 'ready' | 'failed';
}

/** What keeps noise down, as main told it last. */
export const useNoise = create<NoiseMirror>(() => ({ state: 'loading' }));

/** Mirrors it until the returned function is called. */
export function followNoise(): () => void {
  return follow(async (isWanted) => {
    const answer = await ask();
    if (isWanted()) {
      useNoise.setState(answer);
    }
  });
}

async function ask(): Promise<Partial<NoiseMirror>> {
  try {
    return { view: await bridge().request('noise:get', undefined), state: 'ready' };
  } catch {
    return { state: 'failed' };
  }
}

/** What a new silence or maintenance window begins with. */
export interface NoisePrefill {
  name?: string | undefined;
  matchers?: MatcherRow[] | undefined;
}

interface NoiseDialog {
  open?: (typeof noiseKinds)[number] | undefined;
  /** What the dialog shows; it keeps it while it fades. */
  shown: (typeof noiseKinds)[number];
  prefill: NoisePrefill;
  /** Counts the openings, so that each begins with its own fields. */
  openings: number;
}

/** Which form of the noise screen stands over the window. */
export const useNoiseDialog = create<NoiseDialog>(() => ({ shown: 'silence', prefill: {}, openings: 0 }));

/** Opens the form of a new silence or maintenance window. */
export function openNoiseForm(open: (typeof noiseKinds)[number], prefill: NoisePrefill = {}): void {
  useNoiseDialog.setState(({ openings }) => ({ open, shown: open, prefill, openings: openings + 1 }));
}

/** Closes it. */
export function closeNoiseForm(): void {
  useNoiseDialog.setState({ open: undefined });
}
