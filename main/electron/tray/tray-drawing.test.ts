import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodePng } from './png.ts';
import type { Bitmap } from './raster.ts';
import { drawAppIcon, drawTrayIcon } from './tray-drawing.ts';
import type { TrayState } from './tray-model.ts';

const states: TrayState[] = ['quiet', 'on-call', 'ringing', 'cut-off'];
const sizes = [16, 18, 22, 32, 44];

/** How bright each pixel is on a grey panel: what is left for someone who sees no colours. */
function greyOf({ pixels }: Bitmap): number[] {
  return Array.from({ length: pixels.length / 4 }, (_, i) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(i * 4, i * 4 + 4);
    const brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
    return Math.round((brightness * alpha + 200 * (255 - alpha)) / 255);
  });
}

function shareThatDiffers(one: Bitmap, other: Bitmap): number {
  const [first, second] = [greyOf(one), greyOf(other)];
  return first.filter((grey, i) => Math.abs(grey - (second[i] ?? 0)) > 40).length / first.length;
}

const pairs = states.flatMap((one, i) => states.slice(i + 1).map((other) => [one, other] as const));

describe('the tray icons', () => {
  it.each(pairs)('tell %s from %s by shape, without colour, at every size', (one, other) => {
    for (const size of sizes) {
      expect(shareThatDiffers(drawTrayIcon(one, 0, size), drawTrayIcon(other, 0, size))).toBeGreaterThan(0.06);
    }
  });

  it('show every count differently, up to more than nine', () => {
    for (const size of sizes) {
      const drawn = Array.from({ length: 11 }, (_, count) => encodePng(drawTrayIcon('ringing', count, size)).toString('base64'));
      expect(new Set(drawn).size).toBe(11);
    }
    expect(drawTrayIcon('ringing', 10, 22)).toEqual(drawTrayIcon('ringing', 99, 22));
  });

  it('stay inside their square with room to see through', () => {
    for (const bitmap of [...states.map((state) => drawTrayIcon(state, 3, 22)), drawAppIcon(64)]) {
      expect(bitmap.pixels).toHaveLength(bitmap.size ** 2 * 4);
      expect(bitmap.pixels[3]).toBe(0);
    }
  });

  it('are black alone where the system colours them itself', () => {
    const { pixels } = drawTrayIcon('quiet', 0, 18, true);
    expect(pixels.filter((value, i) => i % 4 !== 3 && value !== 0)).toHaveLength(0);
  });
});

describe('a bitmap as PNG', () => {
  it('holds every pixel as it was painted', () => {
    const bitmap = drawTrayIcon('on-call', 0, 16);
    const png = encodePng(bitmap);
    const start = png.indexOf('IDAT') + 4;
    const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
    const pixels = Array.from({ length: 16 }, (_, row) => rows.subarray(row * 65 + 1, row * 65 + 65));
    expect(Buffer.concat(pixels)).toEqual(Buffer.from(bitmap.pixels));
  });
});
