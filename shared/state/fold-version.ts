/**
 * The version of the rules by which entries become state, and its history. Raise it whenever the same log folds to another state:
 * what was folded by older rules is then folded again, and digests of different versions are not compared.
 * 1. The first.
 */
export const foldVersion = 1;
