import i18next from 'i18next';
import { useEffect, useRef, useState } from 'react';
import type { SaidEdit } from '../../shared/schedule/make-edits.ts';
import type { EditPreview } from '../../shared/schedule-view/schedule-view.ts';
import { saidByEngine } from '../i18n/engine-sentences.ts';
import { bridge } from '../stores/bridge.ts';
import { attempt } from '../stores/commands.ts';
import { useDeskStore } from '../stores/desk-store.ts';
import { notify } from '../stores/notice-store.ts';
import { changedHere } from '../stores/rotations-store.ts';
import { blocking } from './blocking.ts';
import { closeRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import { changesOf, undoSince } from './undo.ts';

const settlesInMs = 200;

/** An edit on its way: what it would do, why it cannot be made, and the second question where nobody would be woken. */
export interface Editing {
  preview: EditPreview | undefined;
  /** Main is asked what it would do. */
  checking: boolean;
  problem: string | undefined;
  sending: boolean;
  /** Save was pressed, and what it would break has to be confirmed first. */
  confirming: boolean;
  save(): void;
  confirm(): void;
  goBack(): void;
}

/** Looks ahead whenever the edits change, and makes them. What was typed stays until they are taken. */
export function useEditing(edits: readonly SaidEdit[] | undefined, done: string): Editing {
  const { view } = useShown();
  const [answer, setAnswer] = useState<{ of: string; preview?: EditPreview; problem?: string }>();
  const [refusal, setRefusal] = useState<{ of: string; why: string }>();
  const [sending, setSending] = useState(false);
  const [asked, setAsked] = useState<string>();
  const key = edits ? JSON.stringify([view.id, view.from, view.until, edits]) : '';
  const latest = useRef(key);

  useEffect(() => {
    latest.current = key;
    if (key === '') {
      return;
    }
    const [schedule, from, until, said] = JSON.parse(key) as [string, number, number, SaidEdit[]];
    const look = async (): Promise<void> => {
      const found = await bridge()
        .request('schedules:preview', { schedule, edits: said, from, until })
        .catch(() => ({ problem: i18next.t('notice.noAnswer') }));
      if (latest.current === key) {
        setAnswer('problem' in found ? { of: key, problem: saidByEngine(found.problem) } : { of: key, preview: found });
      }
    };
    const timer = setTimeout(() => void look(), settlesInMs);
    return () => clearTimeout(timer);
  }, [key]);

  const current = answer?.of === key && key !== '' ? answer : undefined;
  const send = async (): Promise<void> => {
    if (!edits || sending) {
      return;
    }
    setSending(true);
    const known = await changesOf(view.id);
    const result = await attempt('schedules:edit', { schedule: view.id, edits: [...edits] });
    setSending(false);
    if (result.ok) {
      changedHere();
      closeRotationDialog();
      notify({ tone: 'done', text: `${done}${waits()}`, action: await undoSince(view.id, known, edits.length) });
    } else {
      setAsked(undefined);
      setRefusal({ of: key, why: result.message });
    }
  };
  return {
    preview: current?.preview,
    checking: key !== '' && !current,
    problem: refusal?.of === key ? refusal.why : current?.problem,
    sending,
    confirming: asked === key && current?.preview !== undefined,
    save: () => {
      if (current?.preview && blocking(current.preview.newFindings).length > 0) {
        setAsked(key);
      } else {
        void send();
      }
    },
    confirm: () => void send(),
    goBack: () => setAsked(undefined),
  };
}

/** What has been done here and cannot go to the relay yet. */
export function waits(): string {
  return useDeskStore.getState().desk?.connection.state === 'online' ? '' : ` ${i18next.t('rotations.waits')}`;
}
