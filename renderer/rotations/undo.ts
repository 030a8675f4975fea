import i18next from 'i18next';
import type { Stretch } from '../../shared/balance/stretch.ts';
import type { SaidEdit } from '../../shared/schedule/make-edits.ts';
import type { ScheduleView } from '../../shared/schedule-view/schedule-view.ts';
import { bridge } from '../stores/bridge.ts';
import { command } from '../stores/commands.ts';
import { changedHere } from '../stores/rotations-store.ts';
import { notify, type Notice } from '../stores/notice-store.ts';

type Inverse = (now: ScheduleView) => SaidEdit | undefined;

/** What takes edits back, where every one of them can be; it looks up what they made by then. */
export function undoOf(edits: readonly SaidEdit[], before: ScheduleView): Notice['action'] {
  const inverses = edits.map((edit) => inverseOf(edit, before));
  if (inverses.some((inverse) => inverse === undefined)) {
    return undefined;
  }
  const reach = [...edits.map(({ said }) => said as Partial<Stretch>), before];
  const window = {
    from: Math.min(...reach.flatMap(({ from }) => (typeof from === 'number' ? [from] : []))),
    until: Math.max(...reach.flatMap(({ until }) => (typeof until === 'number' ? [until] : []))),
  };
  const run = async (): Promise<void> => {
    const { shown } = await bridge().request('schedules:get', { schedule: before.id, ...window });
    const back = shown ? inverses.toReversed().map((inverse) => inverse?.(shown)) : [];
    const found = back.filter((edit) => edit !== undefined);
    if (found.length < edits.length) {
      notify({ tone: 'failed', text: i18next.t('rotations.undo.gone') });
    } else if (await command('schedules:edit', { schedule: before.id, edits: found })) {
      changedHere();
      notify({ tone: 'done', text: i18next.t('rotations.undo.done') });
    }
  };
  return { label: i18next.t('rotations.undo.label'), run: () => void run() };
}

function inverseOf({ name, said }: SaidEdit, before: ScheduleView): Inverse | undefined {
  const layer = before.layers.find(({ id }) => id === said['layer']);
  const members = layer?.members ?? [];
  // What was to begin later is taken back from then on; taken back from now on it would begin after all.
  const later = said['from'] === undefined ? {} : { from: said['from'] };
  const at = members.findIndex(({ id }) => id === said['member']);
  switch (name) {
    case 'override':
      return (now) => {
        const known = new Set(before.overrides.map(({ id }) => id));
        const made = now.overrides.findLast(
          ({ id, person, until }) => !known.has(id) && person === said['person'] && until === said['until'],
        );
        return made && { name: 'remove-override', said: { override: made.id } };
      };
    case 'remove-override': {
      const removed = before.overrides.find(({ id }) => id === said['override']);
      const { person, from, until, replaces } = removed ?? {};
      return removed && (() => ({ name: 'override', said: { person, from, until, ...(replaces === undefined ? {} : { replaces }) } }));
    }
    case 'add-member':
      return (now) => {
        const added = now.layers
          .find(({ id }) => id === said['layer'])
          ?.members.find(({ id, person }) => person.id === said['person'] && !members.some((known) => known.id === id));
        return added && { name: 'remove-member', said: { layer: said['layer'], member: added.id, ...later } };
      };
    case 'remove-member':
      return at === -1
        ? undefined
        : () => ({
            name: 'add-member',
            said: { layer: said['layer'], person: members[at]?.person.id, after: members[at - 1]?.id ?? null, ...later },
          });
    case 'move-member':
      return at === -1
        ? undefined
        : () => ({
            name: 'move-member',
            said: { layer: said['layer'], member: said['member'], after: members[at - 1]?.id ?? null, ...later },
          });
    case 'move-layer': {
      const place = before.layers.findIndex(({ id }) => id === said['layer']);
      return () => ({ name: 'move-layer', said: { layer: said['layer'], after: before.layers[place - 1]?.id ?? null } });
    }
    case 'add-layer':
      return (now) => {
        const added = now.layers.find(({ id }) => !before.layers.some((known) => known.id === id));
        return added && { name: 'remove-layer', said: { layer: added.id } };
      };
    case 'ask-swap':
    case 'take':
      return (now) => {
        const known = new Set(before.swaps.map(({ id }) => id));
        const made = now.swaps.find(({ id, giver }) => !known.has(id) && giver.id === said['giver']);
        return made && { name: name === 'take' ? 'undo-swap' : 'withdraw-swap', said: { swap: made.id } };
      };
    case 'approve-swap':
      return () => ({ name: 'undo-swap', said });
    default:
      return undefined;
  }
}
