import type { Instant } from '../time/instant.ts';

/** What happened to incidents, the latest first; never changed, only grown, so that a state and its copies share it. */
export interface Timeline {
  readonly id: string;
  readonly at: Instant;
  readonly length: number;
  readonly before: Timeline | undefined;
}

/** A timeline with one more entry in its place; one already in it counts once, and what is older than `keepMs` before the latest is left out. */
export function withEntry(line: Timeline | undefined, entry: { id: string; at: Instant }, keep: { ms: number; most: number }): Timeline {
  const later: Timeline[] = [];
  let rest = line;
  while (rest && rest.at > entry.at) {
    later.push(rest);
    rest = rest.before;
  }
  for (let same = rest; same?.at === entry.at; same = same.before) {
    if (same.id === entry.id) {
      return line ?? same;
    }
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
