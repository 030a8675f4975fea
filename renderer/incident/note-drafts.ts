const drafts = new Map<string, string>();

/** What was half written on an incident. */
export function keptDraft(incident: string): string {
  return drafts.get(incident) ?? '';
}

/** Keeps what is half written until the window closes. */
export function keepDraft(incident: string, text: string): void {
  if (text === '') {
    drafts.delete(incident);
  } else {
    drafts.set(incident, text);
  }
}
