import type { Say } from '../host/progress.ts';

/** Prints a line of the app's account of itself for people; everything else it prints is for logs. */
export function tellStory(line: string, tell: Say): void {
  const story = storyLine(line);
  if (story !== undefined) {
    tell(story);
  }
}

/** Reads `{"event":"story","at":...,"text":...}` into `14:03:09  text`. */
export function storyLine(line: string, now: () => number = Date.now): string | undefined {
  const { event, at, text } = parse(line);
  if (event !== 'story' || typeof text !== 'string') {
    return undefined;
  }
  const instant = typeof at === 'number' || typeof at === 'string' ? new Date(at) : new Date(now());
  return `${clock(Number.isNaN(instant.getTime()) ? new Date(now()) : instant)}  ${text}`;
}

/** The name of the event that a line reports, if it reports one. */
export function eventName(line: string): string | undefined {
  const { event } = parse(line);
  return typeof event === 'string' ? event : undefined;
}

type Line = { event?: unknown; at?: unknown; text?: unknown };

function parse(line: string): Line {
  if (!line.startsWith('{')) {
    return {};
  }
  try {
    return JSON.parse(line) as Line;
  } catch {
    return {};
  }
}

function clock(instant: Date): string {
  const parts = [instant.getHours(), instant.getMinutes(), instant.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
