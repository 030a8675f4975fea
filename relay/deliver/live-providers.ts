import { statSync } from 'node:fs';
import { allowList } from './address-check.ts';
import { OutgoingHttp } from './outgoing-http.ts';
import { outletsFrom, type Outlets } from './outlets.ts';
import { BadProviders, readProviders, redactor } from './providers-file.ts';
import type { ProvidersFile } from './providers-schema.ts';

/** How the file of providers stands: what is in force, without a secret, and what is wrong with a newer one that is not. */
export interface ProvidersStanding {
  file: string;
  /** When what is in force was read; epoch ms. */
  loadedAt: number;
  /** Every problem with its line; undefined when what stands in the file is in force. */
  problem?: string | undefined;
  providers: { id: string; kind: string }[];
  subscribers: string[];
}

/** What reading it again works with. */
export interface LiveEdges {
  /** The file, and whether it must be there. */
  file: string;
  isNamed: boolean;
  now(): number;
  onTrouble(message: string, error: unknown): void;
}

interface InForce {
  settings: ProvidersFile;
  outlets: Outlets;
  isAllowed(address: string): boolean;
  at: number;
}

/**
 * The file of providers, read again while the relay runs. A file that must not be used changes nothing and is told of; what is on its
 * way goes on by what it began with; secrets that were once read are kept out of every text.
 */
export class LiveProviders {
  readonly #edges: LiveEdges;
  readonly http = new OutgoingHttp({ isAllowed: (address) => this.#inForce.isAllowed(address) });
  readonly #redactors: ((text: string) => string)[] = [];
  #inForce: InForce;
  #seen: string;
  #problem: string | undefined;

  /** Throws BadProviders: a relay does not start with a file that is wrong. */
  constructor(edges: LiveEdges) {
    this.#edges = edges;
    this.#seen = signatureOf(edges.file);
    this.#inForce = this.#read(edges.isNamed);
  }

  /** The ways outside by what is in force at the moment they are asked for. */
  readonly outlets: Outlets = this.#live();

  redact(text: string): string {
    return this.#redactors.reduce((clean, redact) => redact(clean), text);
  }

  standing(): ProvidersStanding {
    const { settings, at } = this.#inForce;
    return {
      file: this.#edges.file,
      loadedAt: at,
      problem: this.#problem,
      providers: Object.entries(settings.providers).map(([id, { kind }]) => ({ id, kind })),
      subscribers: Object.keys(settings.subscribers),
    };
  }

  /** Reads it again; what is wrong with it, or undefined when it is in force from now on. */
  reload(): string | undefined {
    const { file, onTrouble } = this.#edges;
    this.#seen = signatureOf(file);
    try {
      // One that was there and is gone is a mistake as well: nobody means to page nobody.
      this.#inForce = this.#read(this.#edges.isNamed || Object.keys(this.#inForce.settings.providers).length > 0);
      this.#problem = undefined;
    } catch (error) {
      this.#problem = error instanceof BadProviders ? error.message : `${file}: it cannot be read.`;
      onTrouble('The file of providers is wrong; what it said before stays in force.', new BadProviders(this.#problem));
    }
    return this.#problem;
  }

  /** Reads it again when it has changed since it was last read; whether it was. */
  look(): boolean {
    const hasChanged = signatureOf(this.#edges.file) !== this.#seen;
    if (hasChanged) {
      this.reload();
    }
    return hasChanged;
  }

  #read(isNamed: boolean): InForce {
    const settings = readProviders(this.#edges.file, isNamed);
    this.#redactors.push(redactor(settings));
    return { settings, outlets: outletsFrom(settings, this.http), isAllowed: allowList(settings.allow), at: this.#edges.now() };
  }

  #live(): Outlets {
    const now = () => this.#inForce.outlets;
    return {
      get subscribers() {
        return now().subscribers;
      },
      languageOf: (person) => now().languageOf(person),
      waysTo: (to, contact) => now().waysTo(to, contact),
      message: (provider, channel) => now().message(provider, channel),
      change: (subscriber) => now().change(subscriber),
      letter: (provider) => now().letter(provider),
      get mail() {
        return now().mail;
      },
    };
  }
}

/** What changes with a file: the same for one that is not there. */
function signatureOf(file: string): string {
  const { mtimeMs, ctimeMs, size, ino } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return JSON.stringify([mtimeMs, ctimeMs, size, ino]);
}
