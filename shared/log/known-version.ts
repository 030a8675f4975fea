/** The latest version of an event's body, of every type that has had more than one. */
const latest: Readonly<Record<string, number>> = {
  // 2: it may be suppressed from the beginning, which version 1 would have paged for.
  'incident.triggered': 2,
  // 2: by mail, SMS, voice, push or chat; version 1 would take a mail for a page that rang.
  'notification.sent': 2,
  'notification.failed': 2,
  'notification.suppressed': 2,
};

/** The highest version of a type's body that this code reads; 1 for a type whose body never changed. */
export function knownVersion(type: string): number {
  return Object.hasOwn(latest, type) ? (latest[type] ?? 1) : 1;
}
