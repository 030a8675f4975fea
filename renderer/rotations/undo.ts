import i18next from 'i18next';
import type { ChangeView } from '../../shared/schedule-view/changes.ts';
import { bridge } from '../stores/bridge.ts';
import { command } from '../stores/commands.ts';
import { notify, type Notice } from '../stores/notice-store.ts';
import { changedHere } from '../stores/rotations-store.ts';

/** The changes of a schedule that are known; none where main does not answer. */
export async function changesOf(schedule: string): Promise<ChangeView[]> {
  return bridge()
    .request('schedules:changes', { schedule })
    .catch(() => []);
}

/** What takes back the changes made since, as main tells it; undefined where it cannot take back every one of them. */
export async function undoSince(schedule: string, known: readonly ChangeView[], made: number): Promise<Notice['action']> {
  const before = new Set(known.map(({ id }) => id));
  const fresh = (await changesOf(schedule)).filter(({ id }) => !before.has(id));
  const undos = fresh.flatMap(({ undo }) => undo ?? []);
  if (made === 0 || fresh.length !== made || undos.length !== made) {
    return undefined;
  }
  const run = async (): Promise<void> => {
    if (await command('schedules:edit', { schedule, edits: undos })) {
      changedHere();
      notify({ tone: 'done', text: i18next.t('rotations.undo.done') });
    }
  };
  return { label: i18next.t('rotations.undo.label'), run: () => void run() };
}
