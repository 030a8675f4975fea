/** A field of an event as conditions name it: `payload.summary`, `event.custom_details.team`, `dedup_key`; undefined for one they do not read. */
export function fieldOfEvent(path: string): string | undefined {
  const [, inner = ''] = /^(?:event\.)?(?:payload\.)?(.+)$/s.exec(path.trim()) ?? [];
  const [, detail] = /^(?:custom_details|details)(?:\.|\[')([^.[\]']{1,100})(?:'\])?$/.exec(inner) ?? [];
  const plain: Readonly<Record<string, string>> = {
    summary: 'title',
    description: 'title',
    source: 'source',
    severity: 'severity',
    component: 'component',
    group: 'group',
    class: 'class',
    dedup_key: 'dedupKey',
    incident_key: 'dedupKey',
  };
  return detail === undefined ? (Object.hasOwn(plain, inner) ? plain[inner] : undefined) : `label.${detail}`;
}
