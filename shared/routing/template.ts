import type { Facts } from '../condition/evaluate.ts';
import { kindOfField } from '../condition/fields.ts';

const place = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The names of the fields a text has places for, as `label.service` in `{{label.service}}`. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(place)].map(([, name = '']) => name);
}

/** A text with each of its places filled in by what `valueOf` gives for its name; what is filled in has no places itself. */
export function filledBy(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(place, (_, name: string) => valueOf(name)).trim();
}

/**
 * A text with its places filled in by what is known; nothing stands for what is not known. Of a field with several values the first
 * counts: of a service its id.
 */
export function filledIn(text: string, facts: Facts): string {
  return filledBy(text, (name) => factText(facts, name));
}

/** What is known of a field, as a text has it; empty when nothing is. */
export function factText(facts: Facts, name: string): string {
  const fact = kindOfField(name) === undefined ? undefined : facts[name];
  const value = typeof fact === 'object' ? fact[0] : fact;
  return value === undefined ? '' : String(value);
}
