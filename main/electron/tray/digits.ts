import { gridUnits, type Shape } from './raster.ts';

interface Font {
  height: number;
  glyphs: Readonly<Record<string, readonly string[]>>;
}

interface Choice {
  font: Font;
  dotPixels: number;
}

const large: Font = {
  height: 7,
  glyphs: {
    '1': ['.#.', '##.', '.#.', '.#.', '.#.', '.#.', '###'],
    '2': ['###.', '...#', '...#', '.##.', '#...', '#...', '####'],
    '3': ['###.', '...#', '...#', '.##.', '...#', '...#', '###.'],
    '4': ['#..#', '#..#', '#..#', '####', '...#', '...#', '...#'],
    '5': ['####', '#...', '#...', '###.', '...#', '...#', '###.'],
    '6': ['.##.', '#...', '#...', '###.', '#..#', '#..#', '.##.'],
    '7': ['####', '...#', '...#', '..#.', '..#.', '.#..', '.#..'],
    '8': ['.##.', '#..#', '#..#', '.##.', '#..#', '#..#', '.##.'],
    '9': ['.##.', '#..#', '#..#', '.###', '...#', '...#', '.##.'],
    '+': ['...', '...', '.#.', '###', '.#.', '...', '...'],
  },
};

const small: Font = {
  height: 5,
  glyphs: {
    '1': ['.#', '##', '.#', '.#', '.#'],
    '2': ['##.', '..#', '.#.', '#..', '###'],
    '3': ['##.', '..#', '.#.', '..#', '##.'],
    '4': ['#.#', '#.#', '###', '..#', '..#'],
    '5': ['###', '#..', '##.', '..#', '##.'],
    '6': ['.##', '#..', '###', '#.#', '###'],
    '7': ['###', '..#', '.#.', '.#.', '.#.'],
    '8': ['###', '#.#', '###', '#.#', '###'],
    '9': ['###', '#.#', '###', '..#', '##.'],
    '+': ['...', '.#.', '###', '.#.', '...'],
  },
};

/** The tallest text that leaves a badge its margin: fonts are never stretched, only doubled, tripled and so on. */
function tallestFor(iconSize: number): Choice {
  const room = iconSize * 0.34;
  const choose = (font: Font): Choice => ({ font, dotPixels: Math.floor(room / font.height) });
  const [tall, short] = [choose(large), choose(small)];
  return tall.dotPixels * large.height >= short.dotPixels * small.height ? tall : short;
}

/** Text of digits and `+` about a point, its dots whole pixels of an icon of that size, so that they stay sharp. */
export function digitsAt(text: string, centreX: number, centreY: number, iconSize: number): Shape {
  const { font, dotPixels } = tallestFor(iconSize);
  const pixelUnits = gridUnits / iconSize;
  const gap = text.length > 1 && font === large ? '' : '.';
  const rows = Array.from({ length: font.height }, (_, row) =>
    text
      .split('')
      .map((digit) => font.glyphs[digit]?.[row] ?? '')
      .join(gap),
  );
  const left = Math.round(centreX / pixelUnits - ((rows[0]?.length ?? 0) * dotPixels) / 2);
  const top = Math.round(centreY / pixelUnits - (font.height * dotPixels) / 2);
  return (x, y) => {
    const column = Math.floor((x / pixelUnits - left) / dotPixels);
    const row = Math.floor((y / pixelUnits - top) / dotPixels);
    return rows[row]?.[column] === '#';
  };
}
