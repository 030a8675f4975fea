import { useEffect, useEffectEvent } from 'react';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { isForTheWindow } from '../app/keyboard.ts';
import { actionsOf } from '../incident/actions-of.ts';
import { askForNote } from '../incident/note-focus.ts';
import { openSnoozeMenu } from '../stores/change-store.ts';
import { acknowledge, escalate, letRing, resolve } from '../stores/commands.ts';
import { isSettled, setCursor, useQueueView } from '../stores/queue-view-store.ts';
import { closeIncident, showIncident, useRoute } from '../stores/route-store.ts';
import { focusSearch } from './search-focus.ts';

/** The keys of the queue (see KeysOverlay). A held-down key acts once. */
export function useQueueKeys(rows: readonly IncidentRow[]): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (isForTheWindow(event) && press(event, rows)) {
      event.preventDefault();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

function move(rows: readonly IncidentRow[], by: number): void {
  const { cursor } = useQueueView.getState();
  const at = rows.findIndex((row) => row.id === cursor);
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (!next) {
    return;
  }
  setCursor(next.id, true);
  if (useRoute.getState().incident !== undefined) {
    showIncident(next.id);
  }
}

/** Does what a key says; false when the key says nothing here. */
function press(event: KeyboardEvent, rows: readonly IncidentRow[]): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  switch (key) {
    case 'j':
      move(rows, 1);
      return true;
    case 'k':
      move(rows, -1);
      return true;
    case 'ArrowDown':
    case 'ArrowUp': {
      // Elsewhere the arrows scroll.
      const inList = event.target === document.body || (event.target instanceof Element && event.target.closest('[role="grid"]') !== null);
      if (inList) {
        move(rows, key === 'ArrowDown' ? 1 : -1);
      }
      return inList;
    }
    case '/':
      focusSearch();
      return true;
    case 'Escape':
      closeIncident();
      return true;
    default:
      return !event.repeat && actOn(key, event, rows);
  }
}

function actOn(key: string, event: KeyboardEvent, rows: readonly IncidentRow[]): boolean {
  const id = useRoute.getState().incident ?? useQueueView.getState().cursor;
  const row = rows.find((candidate) => candidate.id === id);
  if (!row || !isSettled()) {
    return false;
  }
  const can = actionsOf(row);
  switch (key) {
    case 'Enter': {
      // A focused button keeps its own Enter.
      const onButton = event.target instanceof Element && event.target.closest('button, a, summary, [role="button"]') !== null;
      if (!onButton) {
        showIncident(row.id);
      }
      return !onButton;
    }
    case 'a':
      if (can.acknowledge) {
        void acknowledge(row);
      }
      return true;
    case 'e':
      if (can.escalate) {
        void escalate(row);
      }
      return true;
    case 'l':
      if (can.letRing) {
        void letRing(row);
      }
      return true;
    case 'r':
      if (can.resolve) {
        void resolve(row);
      }
      return true;
    case 's':
      if (can.change) {
        showIncident(row.id);
        openSnoozeMenu(row.id);
      }
      return true;
    case 'n':
      showIncident(row.id);
      askForNote();
      return true;
    default:
      return false;
  }
}
