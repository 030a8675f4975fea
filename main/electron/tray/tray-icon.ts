import { nativeImage, type NativeImage } from 'electron';
import { encodePng } from './png.ts';
import type { Bitmap } from './raster.ts';
import { drawAppIcon, drawTrayIcon } from './tray-drawing.ts';
import type { TrayState } from './tray-model.ts';

/** The size a system's tray shows icons at, in its own pixels. */
const traySize: Partial<Record<NodeJS.Platform, number>> = { darwin: 18, win32: 16 };
const linuxTraySize = 22;

const drawn = new Map<string, NativeImage>();

function imageOf(draw: (size: number) => Bitmap, size: number): NativeImage {
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const pixels = size * scaleFactor;
    image.addRepresentation({ scaleFactor, width: pixels, height: pixels, buffer: encodePng(draw(pixels)) });
  }
  return image;
}

/** The icon of the tray for a state; drawn once and kept. */
export function trayIcon(state: TrayState, count: number, platform: NodeJS.Platform = process.platform): NativeImage {
  const shownCount = Math.min(count, 10);
  const key = `${state} ${shownCount}`;
  const known = drawn.get(key);
  if (known) {
    return known;
  }
  const isTemplate = platform === 'darwin' && state === 'quiet';
  const image = imageOf((size) => drawTrayIcon(state, shownCount, size, isTemplate), traySize[platform] ?? linuxTraySize);
  image.setTemplateImage(isTemplate);
  drawn.set(key, image);
  return image;
}

/** The icon of our windows in task bars and switchers. */
export function appIcon(): NativeImage {
  return nativeImage.createFromBuffer(encodePng(drawAppIcon(128)));
}
