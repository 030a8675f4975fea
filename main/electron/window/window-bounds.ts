/** A rectangle on the desktop, in its pixels. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a window was; without a place it is centred. */
export type RememberedBounds = Pick<Bounds, 'width' | 'height'> & { x?: number | undefined; y?: number | undefined };

const defaultSize: RememberedBounds = { width: 1280, height: 800 };
/** The smallest window whose layout still works. */
export const minimumSize = { width: 640, height: 480 };
// Enough of the title bar to take hold of.
const reachable = { width: 120, height: 40 };

function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
}

/** Where to open the window: where it was if that can still be reached on a screen, else centred; never larger than a screen. */
export function openingBounds(remembered: RememberedBounds | undefined, workAreas: readonly Bounds[]): RememberedBounds {
  const { width, height, x, y } = remembered ?? defaultSize;
  const home =
    x === undefined || y === undefined
      ? undefined
      : workAreas.find(
          (area) =>
            overlap(x, width, area.x, area.width) >= reachable.width &&
            overlap(y, reachable.height, area.y, area.height) >= reachable.height,
        );
  const area = home ?? workAreas[0];
  const size = {
    width: Math.max(minimumSize.width, Math.min(width, area?.width ?? width)),
    height: Math.max(minimumSize.height, Math.min(height, area?.height ?? height)),
  };
  return home ? { ...size, x, y } : size;
}
