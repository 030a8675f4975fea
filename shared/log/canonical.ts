import canonicalize from 'canonicalize';

/** A value JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Writes a value as canonical JSON (RFC 8785): one spelling for one value, so that its bytes can be signed and hashed.
 * Throws on what JSON cannot carry (NaN, Infinity, a lone surrogate, a cycle).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) {
    throw new TypeError('Only JSON values have a canonical form.');
  }
  return text;
}
