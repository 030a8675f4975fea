import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemorySettings } from './memory-settings.ts';
import type { Settings, SettingsValues } from './settings.ts';

// electron-store imports electron, whose package answers with the path of a binary outside Electron and would fetch one.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= tmpdir();
const { StoreSettings } = await import('./store-settings.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbell-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const implementations: [string, () => Settings][] = [
  ['in memory', () => new MemorySettings()],
  ['in a file', () => new StoreSettings(folder)],
];

describe.each(implementations)('settings %s', (_where, make) => {
  it('start with the system’s colours and language', () => {
    expect(make().get()).toEqual({ colorScheme: 'auto' });
  });

  it('change what is given, keep the rest, and tell whoever listens', () => {
    const settings = make();
    const heard: SettingsValues[] = [];
    const stop = settings.subscribe((values) => heard.push(values));
    settings.set({ locale: 'fr', soundsPausedUntil: 5 });
    settings.set({ colorScheme: 'dark' });
    stop();
    settings.set({ colorScheme: 'light' });
    expect(heard).toEqual([
      { colorScheme: 'auto', locale: 'fr', soundsPausedUntil: 5 },
      { colorScheme: 'dark', locale: 'fr', soundsPausedUntil: 5 },
    ]);
  });

  it('can take a choice back', () => {
    const settings = make();
    settings.set({ soundsPausedUntil: 5 });
    settings.set({ soundsPausedUntil: undefined });
    expect(settings.get().soundsPausedUntil).toBeUndefined();
  });
});

describe('settings in a file', () => {
  it('are there again at the next start', () => {
    const first = new StoreSettings(folder);
    first.set({ locale: 'fr', soundsPausedUntil: 5, windowBounds: { x: -20, y: 30, width: 800, height: 600 } });
    first.set({ soundsPausedUntil: undefined });
    expect(new StoreSettings(folder).get()).toEqual({
      colorScheme: 'auto',
      locale: 'fr',
      windowBounds: { x: -20, y: 30, width: 800, height: 600 },
    });
  });

  it.each([
    ['cut short', '{"colorScheme":"da'],
    ['empty', ''],
    ['of another kind', '[1,2]'],
    ['with a choice nobody can make', '{"colorScheme":"pink"}'],
  ])('that is %s is set aside, and the app starts with what it has without one', (_how, text) => {
    writeFileSync(join(folder, 'settings.json'), text);
    const settings = new StoreSettings(folder);
    expect(settings.get()).toEqual({ colorScheme: 'auto' });
    expect(readFileSync(join(folder, 'settings.damaged.json'), 'utf8')).toBe(text);
    settings.set({ colorScheme: 'dark' });
    expect(new StoreSettings(folder).get()).toEqual({ colorScheme: 'dark' });
  });

  it('hold for this run even when the disk takes them no more', () => {
    const settings = new StoreSettings(folder);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    settings.set({ colorScheme: 'dark' });
    expect(settings.get().colorScheme).toBe('dark');
    expect(existsSync(join(folder, 'settings.json'))).toBe(false);
  });
});
