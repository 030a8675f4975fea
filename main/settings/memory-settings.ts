import type { Settings, SettingsValues } from './settings.ts';

/** Settings that last as long as the process, for stories and tests. */
export class MemorySettings implements Settings {
  readonly #listeners = new Set<(values: SettingsValues) => void>();
  #values: SettingsValues;

  constructor(values: Partial<SettingsValues> = {}) {
    this.#values = { colorScheme: 'auto', ...values };
  }

  get(): SettingsValues {
    return this.#values;
  }

  set(patch: Partial<SettingsValues>): void {
    this.#values = { ...this.#values, ...patch };
    this.#listeners.forEach((listener) => listener(this.#values));
  }

  subscribe(listener: (values: SettingsValues) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
