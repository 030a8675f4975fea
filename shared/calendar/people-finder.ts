/** What an import knows of a person. */
export interface KnownPerson {
  id: string;
  name: string;
  email?: string | undefined;
  zone?: string | undefined;
}

/** Names as words, so that case, accents written two ways and punctuation do not matter. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Finds people by what a calendar calls them: an address, a whole name, or a name within a title. */
export class PeopleFinder {
  readonly #byMail = new Map<string, string>();
  readonly #byName = new Map<string, Set<string>>();
  /** The numbers of words names have, the most first. */
  readonly #lengths: readonly number[];

  /** `names` says whom other names mean, by the person's id. */
  constructor(people: readonly KnownPerson[], names: ReadonlyMap<string, string>) {
    people.forEach(({ id, name, email }) => {
      this.#add(name, id);
      if (email !== undefined) {
        this.#byMail.set(email.toLowerCase(), id);
      }
    });
    names.forEach((id, name) => {
      this.#byName.delete(wordsOf(name).join(' '));
      this.#add(name, id);
      this.#byMail.set(name.toLowerCase(), id);
    });
    this.#lengths = [...new Set([...this.#byName.keys()].map((key) => key.split(' ').length))].toSorted((a, b) => b - a);
  }

  #add(name: string, id: string): void {
    const key = wordsOf(name).join(' ');
    if (key !== '') {
      this.#byName.set(key, (this.#byName.get(key) ?? new Set()).add(id));
    }
  }

  byMail(address: string): string | undefined {
    return this.#byMail.get(address.toLowerCase());
  }

  /** Everybody with this whole name: usually one. */
  byName(name: string): string[] {
    return [...(this.#byName.get(wordsOf(name).join(' ')) ?? [])];
  }

  /** Everybody a title names, each name as long as it can be: "Ana Lima on call" names Ana Lima and not another Ana. */
  within(title: string): string[][] {
    const words = wordsOf(title.slice(0, 2000));
    const found: string[][] = [];
    for (let at = 0; at < words.length; at += 1) {
      const length = this.#lengths.find((count) => this.#byName.has(words.slice(at, at + count).join(' ')));
      if (length !== undefined) {
        found.push([...(this.#byName.get(words.slice(at, at + length).join(' ')) ?? [])]);
        at += length - 1;
      }
    }
    return found;
  }
}
