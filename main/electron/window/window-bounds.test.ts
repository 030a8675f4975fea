import { describe, expect, it } from 'vitest';
import { openingBounds } from './window-bounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('where the window opens', () => {
  it('is the middle of the screen the first time', () => {
    expect(openingBounds(undefined, [laptop])).toEqual({ width: 1280, height: 800 });
  });

  it('is where it was', () => {
    const was = { x: 1700, y: 100, width: 1500, height: 900 };
    expect(openingBounds(was, [laptop, beside])).toEqual(was);
  });

  it('is the middle again when its screen is gone, no larger than the one that is left', () => {
    expect(openingBounds({ x: 1700, y: 100, width: 2000, height: 1200 }, [laptop])).toEqual({ width: 1440, height: 875 });
  });

  it.each([
    ['above the screen', { x: 100, y: -300, width: 800, height: 600 }],
    ['but for a sliver beside the screen', { x: 1400, y: 100, width: 800, height: 600 }],
  ])('is the middle when it was %s, where nobody can take hold of it', (_where, was) => {
    expect(openingBounds(was, [laptop])).toEqual({ width: 800, height: 600 });
  });

  it('stays partly outside where the title bar can be taken hold of', () => {
    const was = { x: -200, y: 700, width: 800, height: 600 };
    expect(openingBounds(was, [laptop])).toEqual(was);
  });

  it('is never too small to work in', () => {
    expect(openingBounds({ x: 10, y: 50, width: 20, height: 10 }, [laptop])).toMatchObject({ width: 640, height: 480 });
  });
});
