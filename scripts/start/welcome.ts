import type { Say } from '../host/progress.ts';
import { type Relay, usualRelay } from './relay.ts';
import { curlCommand } from './sample-alert.ts';

export type Welcome = { relay: Pick<Relay, 'url'>; key: string; data: string; isVirtual: boolean };

/** Says what can be done now, before the story begins. */
export function tellWhatToDo({ relay, key, data, isVirtual }: Welcome, tell: Say): void {
  tell('');
  tell('Page yourself, from another terminal:');
  tell(`  ${curlCommand(relay.url, key)}`);
  if (isVirtual) {
    tell('This host has no display: the app runs on a virtual one and tells its story here.');
  }
  tell(`The relay is at ${relay.url}, its data in ${data}. Ctrl-C stops everything.`);
  tell('');
}

/** The command that acknowledges an incident, with what the command line cannot know by itself. */
export function acknowledgeCommand(number: number | undefined, relay: Pick<Relay, 'url' | 'folder'>): string {
  const where = relay.url === usualRelay ? '' : ` --relay ${relay.url}`;
  return `npm run -s watchbell -- ack ${number ?? 'NUMBER'} --data '${relay.folder}'${where}`;
}
