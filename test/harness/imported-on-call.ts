import { peopleOnCall } from '../../shared/schedule/on-call.ts';
import type { Json } from '../../shared/import/json.ts';
import { imported, type SourceName } from './imports.ts';

/** Who is on call at an instant, by name, in all the schedules made of an export of one file together; each once, in order of their names. */
export function onCallAfterImport(source: SourceName, value: object, now: number): (at: number) => string[] {
  const { definitions, problems } = imported(source, [{ path: 'all.json', values: [value as Json] }], now);
  if (!definitions) {
    throw new Error(problems.map(({ message }) => message).join(' '));
  }
  const names = new Map(definitions.person.map(({ id, name }) => [id, name]));
  const schedules = definitions.schedule.map(({ overrides, ...schedule }) => ({ ...schedule, overrides: overrides ?? [] }));
  return (at) => [...new Set(schedules.flatMap((schedule) => peopleOnCall(schedule, at)))].map((id) => names.get(id) ?? id).toSorted();
}
