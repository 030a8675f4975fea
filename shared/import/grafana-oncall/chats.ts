import type { Construct } from '../construct.ts';

/** Says of a schedule or a route that a chat was told of it, where it was. */
export function leaveChats(of: Construct): void {
  for (const chat of ['slack', 'telegram', 'msteams']) {
    const part = of.part(chat);
    const told = ['channel_id', 'user_group_id', 'id', 'team_id'].filter((field) => part?.text(field) !== undefined);
    part?.flag('enabled');
    if (told.length > 0) {
      of.approximated(
        `Grafana OnCall tells a channel of ${chat} of it; Watchbell does not.`,
        'Write a channel into the steps for people to read.',
      );
    }
  }
}
