import { sha256Hex } from './chain.ts';

/** So many texts share a signature at most: with each doubling every proof grows by a hash, and a signature costs each half as much. */
export const mostSignedTogether = 8;

/** The form of an entry's signature: Ed25519, base64url, and for one that was signed together with others its way to what was signed. */
export const entrySignature = /^[\w-]{1,200}(\.[lr][0-9a-f]{64}){0,8}$/;

type Hash = (text: string) => string;

/** What one signature for several texts is of: their tree's root (LOG39). Nothing else that is signed begins so. */
function textOf(root: string): string {
  return `watchbell entries\n${root}`;
}

/** A leaf of the tree; what is hashed for it begins like nothing that is hashed further up, so no step of the tree passes for a text. */
function leafOf(text: string, hash: Hash): string {
  return hash(`entry\n${text}`);
}

/** The hash of two neighbours in the tree. */
function above(left: string, right: string, hash: Hash): string {
  return hash(`${left}\n${right}`);
}

/**
 * Signs texts (canonical JSON of authors' parts) with as few signatures as `mostSignedTogether` allows; one signature a text, each of
 * which proves its own without the others (LOG39, P1). A text alone is signed as it is. Several are the leaves of a tree of hashes
 * (Merkle) whose root is signed: beside that stands the neighbour at each step up, `l` on the left and `r` on the right.
 */
export function signTogether(texts: readonly string[], sign: (text: string) => string, hash: Hash = sha256Hex): string[] {
  const signatures: string[] = [];
  for (let i = 0; i < texts.length; i += mostSignedTogether) {
    signatures.push(...signGroup(texts.slice(i, i + mostSignedTogether), sign, hash));
  }
  return signatures;
}

function signGroup(texts: readonly string[], sign: (text: string) => string, hash: Hash): string[] {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) {
    return [sign(only)];
  }
  const ways = texts.map(() => '');
  let level = texts.map((text, i) => ({ node: leafOf(text, hash), under: [i] }));
  while (level.length > 1) {
    const next: typeof level = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = level.slice(i, i + 2);
      if (left && right) {
        left.under.forEach((leaf) => (ways[leaf] += `.r${right.node}`));
        right.under.forEach((leaf) => (ways[leaf] += `.l${left.node}`));
        next.push({ node: above(left.node, right.node, hash), under: [...left.under, ...right.under] });
      } else if (left) {
        next.push(left);
      }
    }
    level = next;
  }
  const signature = sign(textOf(level[0]?.node ?? ''));
  return ways.map((way) => `${signature}${way}`);
}

/**
 * Whether an entry's signature is its author's (LOG39): of its text alone, or together with others. `verify` says whether a plain signature is
 * of a text; false for anything malformed.
 */
export function isSigned(
  { author, signature }: { author: string; signature: string },
  verify: (text: string, signature: string) => boolean,
  hash: Hash = sha256Hex,
): boolean {
  if (!entrySignature.test(signature)) {
    return false;
  }
  const [plain = '', ...way] = signature.split('.');
  if (way.length === 0) {
    return verify(author, plain);
  }
  const root = way.reduce(
    (node, step) => {
      const neighbour = step.slice(1);
      return step.startsWith('l') ? above(neighbour, node, hash) : above(node, neighbour, hash);
    },
    leafOf(author, hash),
  );
  return verify(textOf(root), plain);
}
