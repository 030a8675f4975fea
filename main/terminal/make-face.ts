import type { DeskSource } from '../desk/desk-source.ts';
import { systemClock } from '../runner/system-clock.ts';
import { clockTime, zoneOf } from '../text/clock-words.ts';
import { wordsFor, type Locale } from '../text/words.ts';
import type { Face } from './face.ts';
import type { Happening } from './happening.ts';
import { KeyboardFace } from './keyboard-face.ts';
import { jsonLine, LineFace } from './line-face.ts';
import { promptFor } from './prompt.ts';
import { say } from './say.ts';
import type { TerminalWords } from './words/words.ts';

const bell = '\u0007';

/** What decides how the watch shows itself. */
export interface FaceOptions {
  desk: DeskSource;
  words: TerminalWords;
  locale: Locale;
  isAtKeyboard: boolean;
  isJson: boolean;
}

/** The face that fits where the watch was started. */
export function makeFace({ desk, words, locale, isAtKeyboard, isJson }: FaceOptions): Face {
  const { stdin, stdout, env } = process;
  if (isJson) {
    return new LineFace(stdin, stdout, (happening) => [jsonLine(happening, systemClock.now())]);
  }
  const relayNow = () => systemClock.now() + desk.current().connection.clockOffsetMs;
  const sentences = (happening: Happening) => {
    const zone = zoneOf(desk.current().me?.zone);
    const now = relayNow();
    const isAside = happening.event === 'help' || happening.event === 'list';
    const time = isAside ? '' : `${clockTime(now, zone)} `;
    return say(happening, { words, desktop: wordsFor(locale), zone, now }).map((line) => `${time}${line}`);
  };
  if (!isAtKeyboard) {
    const ring = (happening: Happening) => (happening.event === 'page' && stdout.isTTY ? bell : '');
    return new LineFace(stdin, stdout, (happening) => sentences(happening).map((line) => `${ring(happening)}${line}`));
  }
  const isColoured = !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return new KeyboardFace(stdin, stdout, sentences, (shown) =>
    promptFor(shown, words, systemClock.now() + shown.connection.clockOffsetMs, isColoured),
  );
}
