import type { Facts } from '../condition/evaluate.ts';
import { kindOfField } from '../condition/fields.ts';

const place = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The names of the fields a text has places for, as `label.service` in `{{label.service}}`. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(place)].map(([, name = '']) => name);
}

/**
 * A text with its places filled in by what is known; nothing stands for what is not known. Of a field with several values the first
 * counts: of a service its id.
 */
export function filledIn(text: string, facts: Facts): string {
  return withPlacesFilled(text, (name) => (kindOfField(name) === undefined ? '' : written(facts[name]))).trim();
}

/** A text with each of its places filled in by its name; what is filled in is not looked at again. */
export function withPlacesFilled(text: string, by: (name: string) => string): string {
  return text.replaceAll(place, (_, name: string) => by(name));
}

function written(fact: Facts[string]): string {
  const value = typeof fact === 'object' ? fact[0] : fact;
  return value === undefined ? '' : String(value);
}
