import type { Instant } from '../time/instant.ts';

/** What happened to incidents, the latest first; never changed, only grown, so that a state and its copies share it. */
export interface Timeline {
  readonly id: string;
  readonly at: Instant;
  readonly length: number;
  readonly before: Timeline | undefined;
}

/**
 * A timeline with one more entry in its place, what is older than `keep.ms` before the latest left out, and of the rest `keep.most` kept at
 * least. What is read again may be in it twice: whoever counts, counts each id once.
 */
export function withEntry(line: Timeline | undefined, entry: { id: string; at: Instant }, keep: { ms: number; most: number }): Timeline {
  const later: Timeline[] = [];
  let rest = line;
  while (rest && rest.at > entry.at) {
    later.push(rest);
    rest = rest.before;
  }
  if (line && entry.at < line.at - keep.ms) {
    return line;
  }
  const grown = later.reduceRight((before, { id, at }) => on(before, id, at), on(rest, entry.id, entry.at));
  return grown.length > 2 * keep.most ? trimmed(grown, keep) : grown;
}

function on(before: Timeline | undefined, id: string, at: Instant): Timeline {
  return { id, at, length: (before?.length ?? 0) + 1, before };
}

function trimmed(line: Timeline, keep: { ms: number; most: number }): Timeline {
  const kept: Timeline[] = [];
  for (let each: Timeline | undefined = line; each && kept.length < keep.most && each.at >= line.at - keep.ms; each = each.before) {
    kept.push(each);
  }
  return kept.reduceRight<Timeline | undefined>((before, { id, at }) => on(before, id, at), undefined) ?? line;
}

/** The latest `most` entries after an instant that count, each id once; fewer when there are not so many. */
export function latestOf(line: Timeline | undefined, most: number, after: Instant, counts: (entry: Timeline) => boolean): Timeline[] {
  const found = new Map<string, Timeline>();
  for (let each = line; each && each.at > after && found.size < most; each = each.before) {
    if (!found.has(each.id) && counts(each)) {
      found.set(each.id, each);
    }
  }
  return [...found.values()];
}
