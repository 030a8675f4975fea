import { create } from 'zustand';

/** How long the alarm is deaf after it appears, and after what is under the pointer changed. */
export const deafForMs = 700;

/** Whether the alarm listens. */
export const useGuard = create<{ listens: boolean }>(() => ({ listens: false }));

let timer: ReturnType<typeof setTimeout> | undefined;
/** Keys and buttons pressed while the alarm was deaf: what follows from them is no answer either. */
const pressedWhileDeaf = new Set<string>();

/** Makes the alarm deaf for a moment: a key one was typing, a click meant for the window below, must not answer a page. */
export function goDeaf(): void {
  clearTimeout(timer);
  useGuard.setState({ listens: false });
  timer = setTimeout(() => useGuard.setState({ listens: true }), deafForMs);
}

let ringing: string | undefined;

/** Tells what rings, by name: when that changes there may be another incident's button under the pointer. */
export function ringingIs(set: string): void {
  if (set !== ringing) {
    ringing = set;
    goDeaf();
  }
}

function nameOf(event: Event): string {
  return event instanceof KeyboardEvent ? `key ${event.code}` : 'pointer';
}

/** Whether an event answers something seen: the alarm listens, and the press it belongs to began while it did. */
function isDeliberate(event: Event): boolean {
  const { listens } = useGuard.getState();
  const name = nameOf(event);
  switch (event.type) {
    case 'keydown':
    case 'pointerdown':
      if (listens && !(event instanceof KeyboardEvent && event.repeat)) {
        pressedWhileDeaf.delete(name);
        return true;
      }
      pressedWhileDeaf.add(name);
      return false;
    case 'click':
      // A click by keyboard or by a screen reader has no pointer press before it.
      return listens && !((event as MouseEvent).detail > 0 && pressedWhileDeaf.has('pointer'));
    default:
      return listens && !pressedWhileDeaf.has(name);
  }
}

/** Stands before everything else in the page and lets only deliberate input through. */
export function guardInput(): () => void {
  const stop = new AbortController();
  for (const type of ['keydown', 'keyup', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu']) {
    window.addEventListener(
      type,
      (event) => {
        if (!isDeliberate(event)) {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
      },
      { capture: true, signal: stop.signal },
    );
  }
  // Main may keep the window ready and hidden: what counts is when it comes into sight.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && goDeaf(), { signal: stop.signal });
  goDeaf();
  return () => stop.abort();
}
