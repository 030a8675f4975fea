import type { Severity } from '../../shared/log/severity.ts';

/** One note of a pattern. */
export interface Tone {
  atMs: number;
  lastsMs: number;
  hz: number;
}

/** A severity's sound: its notes, how often they come again, and how bright they are. */
export interface SoundPattern {
  everyMs: number;
  wave: 'square' | 'triangle' | 'sine';
  volume: number;
  tones: readonly Tone[];
}

/** Told apart by direction, number of notes and pace, so that one knows half asleep: rising is critical, falling is error, one note is warning. */
export const soundPatterns: Readonly<Record<Severity, SoundPattern | undefined>> = {
  critical: {
    everyMs: 1600,
    wave: 'square',
    volume: 0.22,
    tones: [
      { atMs: 0, lastsMs: 160, hz: 784 },
      { atMs: 200, lastsMs: 160, hz: 988 },
      { atMs: 400, lastsMs: 320, hz: 1319 },
    ],
  },
  error: {
    everyMs: 3000,
    wave: 'triangle',
    volume: 0.4,
    tones: [
      { atMs: 0, lastsMs: 240, hz: 740 },
      { atMs: 300, lastsMs: 420, hz: 554 },
    ],
  },
  warning: { everyMs: 6000, wave: 'sine', volume: 0.35, tones: [{ atMs: 0, lastsMs: 600, hz: 523 }] },
  info: undefined,
};
