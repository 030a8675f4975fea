import type { Shape } from './raster.ts';

/** A disc. */
export function disc(centreX: number, centreY: number, radius: number): Shape {
  return (x, y) => (x - centreX) ** 2 + (y - centreY) ** 2 <= radius ** 2;
}

/** A line with round ends. */
export function stroke(fromX: number, fromY: number, toX: number, toY: number, width: number): Shape {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const lengthSquared = dx ** 2 + dy ** 2;
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / lengthSquared));
    return (x - fromX - along * dx) ** 2 + (y - fromY - along * dy) ** 2 <= (width / 2) ** 2;
  };
}

/** A box with round corners. */
export function roundedBox(left: number, top: number, right: number, bottom: number, radius: number): Shape {
  return (x, y) => {
    const dx = Math.max(left + radius - x, x - right + radius, 0);
    const dy = Math.max(top + radius - y, y - bottom + radius, 0);
    return dx ** 2 + dy ** 2 <= radius ** 2;
  };
}

/** An arc of a circle around a point, as a sound wave is drawn; `opening` is half its angle, `towards` its middle, in degrees. */
export function wave(centreX: number, centreY: number, radius: number, width: number, towards: number, opening: number): Shape {
  const degrees = Math.PI / 180;
  const ends = [towards - opening, towards + opening].map((angle) =>
    disc(centreX + radius * Math.cos(angle * degrees), centreY + radius * Math.sin(angle * degrees), width / 2),
  );
  const arc: Shape = (x, y) => {
    const distance = Math.hypot(x - centreX, y - centreY);
    const off = Math.abs(((Math.atan2(y - centreY, x - centreX) / degrees - towards + 540) % 360) - 180);
    return Math.abs(distance - radius) <= width / 2 && off <= opening;
  };
  return union(arc, ...ends);
}

/** Everything that lies in any of the shapes. */
export function union(...shapes: readonly Shape[]): Shape {
  return (x, y) => shapes.some((shape) => shape(x, y));
}

/** A shape without another. */
export function without(shape: Shape, hole: Shape): Shape {
  return (x, y) => shape(x, y) && !hole(x, y);
}

/** A shape turned clockwise about a point, by degrees. */
export function turned(shape: Shape, angle: number, aboutX: number, aboutY: number): Shape {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return (x, y) => {
    const [dx, dy] = [x - aboutX, y - aboutY];
    return shape(aboutX + dx * cos + dy * sin, aboutY - dx * sin + dy * cos);
  };
}

/** A shape made smaller or larger about a point. */
export function scaled(shape: Shape, factor: number, aboutX: number, aboutY: number): Shape {
  return (x, y) => shape(aboutX + (x - aboutX) / factor, aboutY + (y - aboutY) / factor);
}

const around = Array.from({ length: 12 }, (_, i) => [Math.cos((i * Math.PI) / 6), Math.sin((i * Math.PI) / 6)] as const);

/** A shape less a margin of a width along its inside. */
export function shrunk(shape: Shape, margin: number): Shape {
  return (x, y) => shape(x, y) && around.every(([dx, dy]) => shape(x + dx * margin, y + dy * margin));
}
