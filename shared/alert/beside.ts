import { sizeUpTo } from './size.ts';

/** How much of what stands beside the alerts of one body may be repeated in each of them, in UTF-16 units altogether. */
const mostRepeated = 256 * 1024;

/**
 * Gives each of `count` alerts of one body what stands beside them in it. When that would be more than 256 K characters altogether
 * only the first is given it: a long field beside 10,000 alerts must not become gigabytes of log.
 */
export function beside(rest: Record<string, unknown>, count: number): (index: number) => Record<string, unknown> {
  const most = mostRepeated / Math.max(1, count);
  const isSmall = sizeUpTo(rest, most) <= most;
  return (index) => (isSmall || index === 0 ? rest : {});
}
