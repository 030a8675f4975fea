/** What a person chose on this laptop. */
export interface SettingsValues {
  /** Undefined follows the system's language. */
  locale?: 'en' | 'fr' | undefined;
  colorScheme: 'light' | 'dark' | 'auto';
  /** Local wall clock in ms; sounds of pages that are not critical stay silent until then. */
  soundsPausedUntil?: number | undefined;
  /** When the daily test of the bell comes, `10:00`, or `off`; undefined for the usual time. */
  dailyTest?: string | undefined;
  windowBounds?: { x?: number | undefined; y?: number | undefined; width: number; height: number } | undefined;
}

/** Where those choices are kept. */
export interface Settings {
  get(): SettingsValues;
  set(patch: Partial<SettingsValues>): void;
  subscribe(listener: (values: SettingsValues) => void): () => void;
}
