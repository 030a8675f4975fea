import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './instant.ts';

const unitMs = { ms: 1, s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS } as const;

const largestFirst = [
  ['w', unitMs.w],
  ['d', unitMs.d],
  ['h', unitMs.h],
  ['m', unitMs.m],
  ['s', unitMs.s],
  ['ms', unitMs.ms],
] as const;

/**
 * Reads a duration as Prometheus writes it (`30s`, `5m`, `1h30m`, `2d`) into milliseconds.
 * Undefined when the text is anything else; a bare number is refused because its unit would be a guess.
 */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(ms|[smhdw]))+$/.test(text)) {
    return undefined;
  }
  let totalMs = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdw])/g)) {
    totalMs += Number(count) * unitMs[unit as keyof typeof unitMs];
  }
  return Number.isSafeInteger(totalMs) ? totalMs : undefined;
}

/** Writes milliseconds the way `parseDuration` reads them, largest unit first: 5_400_000 is `1h30m`. */
export function formatDuration(durationMs: number): string {
  let restMs = durationMs;
  let text = '';
  for (const [unit, sizeMs] of largestFirst) {
    const count = Math.floor(restMs / sizeMs);
    if (count > 0) {
      text += `${count}${unit}`;
      restMs -= count * sizeMs;
    }
  }
  return text === '' ? '0s' : text;
}
