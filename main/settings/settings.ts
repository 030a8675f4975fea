/** What a person chose on this laptop. */
export interface SettingsValues {
  /** Undefined follows the system's language. */
  locale?: 'en' | 'fr' | undefined;
  colorScheme: 'light' | 'dark' | 'auto';
  /** Local wall clock in ms; sounds of pages that are not critical stay silent until then. */
  soundsPausedUntil?: number | undefined;
  windowBounds?: { x?: number | undefined; y?: number | undefined; width: number; height: number } | undefined;
}

/** Where those choices are kept. */
export interface Settings {
  get(): SettingsValues;
  set(patch: Partial<SettingsValues>): void;
  subscribe(listener: (values: SettingsValues) => void): () => void;
}
