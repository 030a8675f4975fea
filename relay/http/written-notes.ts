import { sha256OfText } from '../access/signature.ts';
import type { Ledger } from '../log/ledger.ts';

const mostIncidents = 1000;

/** The notes integrations write beside incidents, each once: a sender that sends again says nothing new. */
export class WrittenNotes {
  readonly #ledger: Ledger;
  readonly #known = new Map<string, Map<string, Promise<void>>>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Writes a note unless it stands there already. Resolves once it is durable. */
  async write(integration: string, incident: string, text: string): Promise<void> {
    const known = this.#of(incident);
    const name = sha256OfText(text);
    // One that is on its way is waited for: what is confirmed must be on disk.
    const writing = known.get(name) ?? this.#write(integration, incident, text);
    known.set(name, writing);
    try {
      await writing;
    } catch (error) {
      known.delete(name);
      throw error;
    }
  }

  async #write(integration: string, id: string, text: string): Promise<void> {
    const draft = { type: 'incident.annotated', entity: { kind: 'incident' as const, id }, body: { text } };
    await this.#ledger.write(draft, { kind: 'integration', id: integration }).durable;
  }

  /** What stands beside an incident; its history is read once, for it may be thousands of events long. */
  #of(incident: string): Map<string, Promise<void>> {
    const known = this.#known.get(incident) ?? new Map(this.#inLog(incident).map((name) => [name, Promise.resolve()]));
    this.#known.delete(incident);
    this.#known.set(incident, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostIncidents && oldest !== undefined) {
      this.#known.delete(oldest);
    }
    return known;
  }

  #inLog(incident: string): string[] {
    return this.#ledger
      .history({ kind: 'incident', id: incident })
      .flatMap(({ type, body }) => (type === 'incident.annotated' ? [sha256OfText(String(body['text']))] : []));
  }
}
