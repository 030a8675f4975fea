/** Whether a key was meant for the window: not typed into a field, not a system shortcut, not while a dialog stands over it. */
export function isForTheWindow(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return false;
  }
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  const typing = target !== undefined && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  // What the key has just closed may be gone from the page already; the key was still meant for it.
  const standsOver = '[aria-modal="true"], [role="listbox"], [role="menu"]';
  return !typing && document.querySelector(standsOver) === null && (target?.closest(standsOver) ?? null) === null;
}

/** Whether the person's keyboard has a Command key in place of Control. */
export function hasCommandKey(): boolean {
  return /mac/i.test(navigator.userAgent);
}
