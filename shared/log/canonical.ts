import canonicalize from 'canonicalize';
import { inOrder } from './in-order.ts';

/** A value JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Writes a value as canonical JSON (RFC 8785): one spelling for one value, so that its bytes can be signed and hashed.
 * Throws on what JSON cannot carry (NaN, Infinity, a lone surrogate, a cycle).
 */
export function canonicalJson(value: unknown): string {
  // Five times as fast, and of nearly all values (P1): `JSON.stringify` writes strings and numbers as RFC 8785 asks.
  const ordered = inOrder(value);
  const text = ordered === undefined ? canonicalize(value) : JSON.stringify(ordered);
  if (text === undefined) {
    throw new TypeError('Only JSON values have a canonical form.');
  }
  return text;
}
