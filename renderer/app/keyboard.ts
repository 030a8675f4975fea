/** Whether a key was meant for the window: not typed into a field, not a system shortcut, not while a dialog stands over it. */
export function isForTheWindow(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return false;
  }
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  const typing = target !== undefined && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  return !typing && document.querySelector('[aria-modal="true"], [role="listbox"]') === null;
}

/** Whether the person's keyboard has a Command key in place of Control. */
export function hasCommandKey(): boolean {
  return /mac/i.test(navigator.userAgent);
}
