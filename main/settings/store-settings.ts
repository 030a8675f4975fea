import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { z } from 'zod';
import type { Settings, SettingsValues } from './settings.ts';

const Values = z.object({
  locale: z.enum(['en', 'fr']).optional(),
  colorScheme: z.enum(['light', 'dark', 'auto']).default('auto'),
  soundsPausedUntil: z.int().optional(),
  dailyTest: z
    .string()
    .regex(/^(off|([01]\d|2[0-3]):[0-5]\d)$/)
    .optional(),
  windowBounds: z.object({ x: z.int().optional(), y: z.int().optional(), width: z.int(), height: z.int() }).optional(),
});

const fileName = 'settings';

/** Reads what was kept; a file that is damaged is set aside, since choices can be made again and a start must not fail. */
function readKept(folder: string): SettingsValues {
  const file = join(folder, `${fileName}.json`);
  if (!existsSync(file)) {
    return Values.parse({});
  }
  try {
    return Values.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    renameSync(file, join(folder, `${fileName}.damaged.json`));
    return Values.parse({});
  }
}

/** Settings in `settings.json` of the data folder. */
export class StoreSettings implements Settings {
  readonly #store: ElectronStore<Partial<SettingsValues>>;
  readonly #listeners = new Set<(values: SettingsValues) => void>();
  #values: SettingsValues;

  constructor(folder: string) {
    this.#values = readKept(folder);
    this.#store = new ElectronStore<Partial<SettingsValues>>({ cwd: folder, name: fileName, clearInvalidConfig: true });
  }

  get(): SettingsValues {
    return this.#values;
  }

  set(patch: Partial<SettingsValues>): void {
    this.#values = { ...this.#values, ...patch };
    this.#listeners.forEach((listener) => listener(this.#values));
    try {
      // The file has no word for undefined, and the store refuses it.
      this.#store.store = JSON.parse(JSON.stringify(this.#values)) as SettingsValues;
    } catch {
      // A full disk must not keep anyone from pausing a sound: the choice holds until the app ends.
    }
  }

  subscribe(listener: (values: SettingsValues) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
