import type { Shape } from './raster.ts';
import { disc, shrunk, stroke, union, without } from './shapes.ts';

const centre = 12;
const domeRadius = 5.9;
const domeY = 9.5;
const flareY = 13.2;
const lipY = 17.4;
const waist = 6;
const lip = 8;

/** Half the width of the bell's body at a height. */
function halfWidth(y: number): number {
  if (y < domeY) {
    return Math.sqrt(Math.max(0, domeRadius ** 2 - (domeY - y) ** 2));
  }
  if (y < flareY) {
    return domeRadius + ((waist - domeRadius) * (y - domeY)) / (flareY - domeY);
  }
  const along = (y - flareY) / (lipY - flareY);
  return waist + (lip - waist) * along ** 1.8;
}

const body: Shape = (x, y) => y >= domeY - domeRadius && y <= lipY && Math.abs(x - centre) <= halfWidth(y);
const bowl = union(body, stroke(centre - lip + 0.3, lipY - 0.2, centre + lip - 0.3, lipY - 0.2, 2), disc(centre, 3.4, 1.5));
const clapper: Shape = (x, y) => y >= 19.6 && disc(centre, 19.6, 2.7)(x, y);

/** The bell of the product, solid. */
export const solidBell: Shape = union(bowl, clapper);

/** The same bell in outline; its clapper stays solid, or it would vanish at 16 pixels. */
export const hollowBell: Shape = union(without(bowl, shrunk(bowl, 1.7)), clapper);
