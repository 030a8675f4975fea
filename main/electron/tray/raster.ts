/** A shape on a grid of 24 by 24 units, as tray icons are drawn on: whether a point lies in it. */
export type Shape = (x: number, y: number) => boolean;

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** One thing to paint; without a colour it takes away what is below it. */
export interface Layer {
  shape: Shape;
  colour?: Colour;
}

/** A square picture: red, green, blue and alpha of each pixel, row by row. */
export interface Bitmap {
  size: number;
  pixels: Uint8Array;
}

/** The width of the grid shapes are drawn on. */
export const gridUnits = 24;
const samplesAcross = 4;

/** How much of a pixel a shape covers, from 0 to 1. */
function coverage(shape: Shape, column: number, row: number, unitsPerPixel: number): number {
  let inside = 0;
  for (let j = 0; j < samplesAcross; j += 1) {
    const y = (row + (j + 0.5) / samplesAcross) * unitsPerPixel;
    for (let i = 0; i < samplesAcross; i += 1) {
      inside += shape((column + (i + 0.5) / samplesAcross) * unitsPerPixel, y) ? 1 : 0;
    }
  }
  return inside / samplesAcross ** 2;
}

/** Paints layers over each other, the first one lowest, with smooth edges. */
export function paint(layers: readonly Layer[], size: number): Bitmap {
  const pixels = new Uint8Array(size * size * 4);
  const unitsPerPixel = gridUnits / size;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let colour: Colour = [0, 0, 0];
      let alpha = 0;
      for (const layer of layers) {
        const covered = coverage(layer.shape, column, row, unitsPerPixel);
        const before = alpha * (1 - covered);
        alpha = layer.colour === undefined ? before : before + covered;
        if (layer.colour !== undefined && alpha > 0) {
          const share = covered / alpha;
          const [red, green, blue] = layer.colour;
          colour = [mix(colour[0], red, share), mix(colour[1], green, share), mix(colour[2], blue, share)];
        }
      }
      pixels.set([...colour.map(Math.round), Math.round(alpha * 255)], (row * size + column) * 4);
    }
  }
  return { size, pixels };
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
