import { expect, it } from 'vitest';
import { ensureDisplay, isHeadless } from './display.ts';

it('finds a host headless only on Linux without X and Wayland', () => {
  expect(isHeadless({}, 'linux')).toBe(true);
  expect(isHeadless({ DISPLAY: '' }, 'linux')).toBe(true);
  expect(isHeadless({ DISPLAY: ':0' }, 'linux')).toBe(false);
  expect(isHeadless({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(false);
  expect(isHeadless({}, 'darwin')).toBe(false);
  expect(isHeadless({}, 'win32')).toBe(false);
});

it('uses the display of the host as it is', async () => {
  const env = { DISPLAY: ':7', XDG_RUNTIME_DIR: '/run/user/1000' };
  const display = await ensureDisplay({ env });
  expect(display.env).toBe(env);
  expect(display.virtual).toBe(false);
  await display.stop();
});
