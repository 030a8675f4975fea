const firstMs = 500;
const longestMs = 60_000;
/** A connection this old was a good one: the next failure starts the back-off anew. */
export const steadyAfterMs = 60_000;

/** How long to wait before try number `failures + 1`: full jitter, so that a thousand desktops do not return at once. */
export function backOffMs(failures: number, random: number): number {
  return Math.round(random * Math.min(longestMs, firstMs * 2 ** Math.min(failures, 20)));
}
