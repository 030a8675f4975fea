import { hollowBell, solidBell } from './bell-shape.ts';
import { digitsAt } from './digits.ts';
import { paint, type Bitmap, type Colour, type Layer, type Shape } from './raster.ts';
import { disc, roundedBox, scaled, stroke, turned, union, wave } from './shapes.ts';
import type { TrayState } from './tray-model.ts';

// Each has at least 3:1 against a white and a black panel alike, as desktops do not tell which one theirs is.
const quietGrey: Colour = [125, 133, 144];
const watchBlue: Colour = [22, 139, 165];
const ringingRed: Colour = [229, 57, 53];
const cutOffAmber: Colour = [192, 118, 10];
const badgeRed: Colour = [183, 22, 28];
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
const night: Colour = [24, 38, 68];
const brass: Colour = [245, 184, 66];

const slash = stroke(3.2, 3.2, 20.8, 21.2, 2);
const slashGap = stroke(3.2, 3.2, 20.8, 21.2, 4.6);
const tilted = turned(scaled(solidBell, 0.92, 12, 11), -14, 12, 10);
const waves = union(wave(12, 10.5, 10.4, 1.7, 180, 24), wave(12, 10.5, 10.4, 1.7, 0, 24));
const tick: Shape = union(stroke(8.9, 12.2, 11.2, 14.5, 1.9), stroke(11.2, 14.5, 15.3, 9.4, 1.9));

function badge(count: number, size: number): Layer[] {
  if (count < 1) {
    return [];
  }
  const [x, y, radius] = size < 20 ? [17.25, 17.25, 6.75] : [17.45, 17.45, 6.55];
  return [
    { shape: disc(x, y, radius + 1.3) },
    { shape: disc(x, y, radius), colour: badgeRed },
    { shape: digitsAt(count > 9 ? '9+' : String(count), x, y, size), colour: white },
  ];
}

/** A tray icon; `template` draws the quiet one in black, for macOS to colour like its own. */
export function drawTrayIcon(state: TrayState, count: number, size: number, template = false): Bitmap {
  switch (state) {
    case 'quiet':
      return paint([{ shape: hollowBell, colour: template ? black : quietGrey }], size);
    case 'on-call':
      return paint(
        [
          { shape: solidBell, colour: watchBlue },
          { shape: tick, colour: white },
        ],
        size,
      );
    case 'ringing':
      return paint([{ shape: union(tilted, waves), colour: ringingRed }, ...badge(count, size)], size);
    case 'cut-off':
      return paint([{ shape: hollowBell, colour: cutOffAmber }, { shape: slashGap }, { shape: slash, colour: cutOffAmber }], size);
  }
}

/** The icon of our windows. */
export function drawAppIcon(size: number): Bitmap {
  const tile = roundedBox(1.5, 1.5, 22.5, 22.5, 5);
  return paint(
    [
      { shape: tile, colour: night },
      { shape: scaled(solidBell, 0.8, 12, 12), colour: brass },
    ],
    size,
  );
}
