let input: HTMLInputElement | null = null;

/** The filter bar tells where its search field is. */
export function setSearchField(field: HTMLInputElement | null): void {
  input = field;
}

/** Puts the focus in the queue's search field. */
export function focusSearch(): void {
  input?.focus();
  input?.select();
}
