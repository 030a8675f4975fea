import type { Severity } from '../../shared/log/severity.ts';
import { soundPatterns, type SoundPattern } from './sound-pattern.ts';

let context: AudioContext | undefined;

function audio(): AudioContext {
  context ??= new AudioContext();
  return context;
}

function play({ tones, wave, volume }: SoundPattern, output: AudioContext): void {
  for (const { atMs, lastsMs, hz } of tones) {
    const starts = output.currentTime + atMs / 1000;
    const ends = starts + lastsMs / 1000;
    const oscillator = output.createOscillator();
    const gain = output.createGain();
    oscillator.type = wave;
    oscillator.frequency.value = hz;
    // A short rise and fall, or the loudspeaker clicks.
    gain.gain.setValueAtTime(0, starts);
    gain.gain.linearRampToValueAtTime(volume, starts + 0.012);
    gain.gain.setValueAtTime(volume, Math.max(starts + 0.012, ends - 0.06));
    gain.gain.linearRampToValueAtTime(0, ends);
    oscillator.connect(gain).connect(output.destination);
    oscillator.start(starts);
    oscillator.stop(ends + 0.02);
  }
}

/** Plays a severity's sound once, to try it. */
export function playOnce(severity: Severity): void {
  const pattern = soundPatterns[severity];
  if (pattern) {
    void audio().resume();
    play(pattern, audio());
  }
}

/**
 * Plays a severity's sound again and again until the returned function is called.
 * `onBlocked` hears whether the system keeps it silent, so that silence can be shown.
 */
export function loopSound(severity: Severity, onBlocked: (blocked: boolean) => void): () => void {
  const pattern = soundPatterns[severity];
  if (!pattern) {
    return () => {};
  }
  const output = audio();
  const again = (): void => {
    onBlocked(output.state !== 'running');
    if (output.state === 'running') {
      play(pattern, output);
    } else {
      void output.resume();
    }
  };
  const report = (): void => onBlocked(output.state !== 'running');
  output.addEventListener('statechange', report);
  void output.resume().then(again);
  const timer = setInterval(again, pattern.everyMs);
  return () => {
    clearInterval(timer);
    output.removeEventListener('statechange', report);
  };
}
