import type { Schedule } from './definition.ts';

/** Everybody who takes turns in a schedule, has taken some or will, each once; overrides aside. */
export function membersOf({ layers }: Pick<Schedule, 'layers'>): string[] {
  return [...new Set(layers.flatMap(({ members }) => members.map(({ person }) => person)))];
}

/** Whether a person takes turns in a schedule, at any time. */
export function takesTurns(schedule: Pick<Schedule, 'layers'>, person: string): boolean {
  return membersOf(schedule).includes(person);
}
