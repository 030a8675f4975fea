import { sha256Hex } from '../log/chain.ts';

/** Letters that are no other letter with a mark. */
const letters: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  Ø: 'o',
  ł: 'l',
  Ł: 'l',
  ß: 'ss',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  đ: 'd',
  Đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** A name as an id: small letters, digits and dashes, at most 60 of them; `fallback` where nothing is left. */
export function slugOf(name: string, fallback: string): string {
  const slug = name
    .replaceAll(/[ıøØłŁßæÆœŒđĐðþ]/g, (letter) => letters[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? fallback : slug;
}

/**
 * Ids for things that have keys and names, by key. They follow from those alone and not from the order of a file: of several with one
 * name the first by key has it plain, the others with six letters of the hash of their key, so that importing again gives the same ids.
 */
export function idsOf(things: readonly { key: string; name: string }[], fallback: string): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key, name } of things.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) {
    if (!ids.has(key)) {
      const slug = slugOf(name, fallback);
      let id = taken.has(slug) ? `${slug}-${sha256Hex(key).slice(0, 6)}` : slug;
      for (let n = 2; taken.has(id); n += 1) {
        id = `${slug}-${sha256Hex(`${key} ${n}`).slice(0, 12)}`;
      }
      taken.add(id);
      ids.set(key, id);
    }
  }
  return ids;
}
