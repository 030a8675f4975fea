import { useState } from 'react';
import type { noiseKinds } from '../../shared/bridge/contract.ts';
import { attempt, command } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';
import { closeNoiseForm } from '../stores/noise-store.ts';

type NoiseKind = (typeof noiseKinds)[number];

interface Defining {
  /** Why the last try was not taken. */
  problem: string | undefined;
  sending: boolean;
  define(said: Record<string, unknown>, done: string): void;
}

/** Makes a silence or a maintenance window from a form that shows the failure itself. */
export function useDefine(kind: NoiseKind): Defining {
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async (said: Record<string, unknown>, done: string): Promise<void> => {
    setSending(true);
    const result = await attempt('noise:define', { kind, said });
    setSending(false);
    if (result.ok) {
      closeNoiseForm();
      notify({ tone: 'done', text: done });
    } else {
      setProblem(result.message);
    }
  };
  return { problem, sending, define: (said, done) => void send(said, done) };
}

/** Ends a silence or a maintenance window, and offers the way back: the same again under its id. */
export async function endWithUndo(
  kind: NoiseKind,
  definition: { id: string },
  texts: { done: string; undo: string; undone: string },
): Promise<void> {
  const { id, ...said } = definition;
  if (await command('noise:remove', { kind, id })) {
    const again = async (): Promise<void> => {
      if (await command('noise:define', { kind, id, said })) {
        notify({ tone: 'done', text: texts.undone });
      }
    };
    notify({ tone: 'done', text: texts.done, action: { label: texts.undo, run: () => void again() } });
  }
}
