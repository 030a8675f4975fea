import { decodeEvent, type StoredEvent } from '../../../shared/log/envelope.ts';
import { commitmentOf } from '../../../shared/workspace/contact.ts';
import type { Person } from '../../../shared/workspace/definitions.ts';
import { readContacts } from '../../access/contact-book.ts';
import { CliError, found } from '../cli-error.ts';

/** How the contacts a relay keeps stand to the commitments in its log. */
export interface ContactOutcome {
  /** Kept, and each what the log has the commitment of. */
  proven: number;
  /** Commitments in present definitions whose contact is not kept. */
  missing: string[];
  /** Kept, and not what any commitment in the log stands for. */
  wrong: string[];
}

/** Proves of each contact in a data folder that it is the one the log has a commitment to. */
export class ContactProof {
  readonly #folder: string;
  readonly #present = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  note(entries: readonly StoredEvent[]): void {
    for (const entry of entries) {
      let event;
      try {
        event = decodeEvent(entry);
      } catch {
        // The audit says so itself.
        continue;
      }
      const { entity, type, body, verdict } = event;
      if (entity.kind !== 'person' || verdict !== 'applied' || type.startsWith('leave.')) {
        continue;
      }
      const commitment = (body as { definition?: Person }).definition?.contact?.commitment;
      if (commitment === undefined) {
        this.#present.delete(entity.id);
      } else {
        this.#present.set(entity.id, commitment);
      }
    }
  }

  /** Undefined when there is neither a contact nor a commitment. */
  outcome(): ContactOutcome | undefined {
    const kept = this.#kept();
    const present = new Map([...this.#present].map(([person, commitment]) => [commitment, person]));
    if (kept.size === 0 && present.size === 0) {
      return undefined;
    }
    const isProven = ([commitment, contact]: [string, Parameters<typeof commitmentOf>[0]]) =>
      present.has(commitment) && commitmentOf(contact) === commitment;
    const wrong = [...kept].filter((each) => !isProven(each)).map(([commitment]) => present.get(commitment) ?? commitment);
    return {
      proven: kept.size - wrong.length,
      missing: [...present].flatMap(([commitment, person]) => (kept.has(commitment) ? [] : [person])),
      wrong,
    };
  }

  #kept(): ReturnType<typeof readContacts> {
    try {
      return readContacts(this.#folder);
    } catch (error) {
      throw new CliError(found, error instanceof Error ? error.message : String(error), '');
    }
  }
}

/** The outcome as people read it. */
export function contactLines({ proven, missing, wrong }: ContactOutcome): string[] {
  return [
    `  Contacts  ${proven} kept beside the log, each the one the log has a commitment to`,
    ...(missing.length > 0 ? [`            not kept: ${missing.join(', ')}; apply the workspace file to have them again`] : []),
    ...(wrong.length > 0 ? [`            NOT what the log has commitments to: ${wrong.join(', ')}`] : []),
  ];
}
