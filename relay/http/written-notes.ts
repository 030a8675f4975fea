import { sha256OfText } from '../access/signature.ts';
import type { Ledger } from '../log/ledger.ts';

const mostIncidents = 1000;

/** The notes integrations write beside incidents, each once: a sender that sends again says nothing new. */
export class WrittenNotes {
  readonly #ledger: Ledger;
  readonly #known = new Map<string, Set<string>>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Writes a note unless it stands there already. Resolves once it is durable. */
  async write(integration: string, incident: string, text: string): Promise<void> {
    const known = this.#of(incident);
    const name = sha256OfText(text);
    if (known.has(name)) {
      return;
    }
    known.add(name);
    const entity = { kind: 'incident' as const, id: incident };
    const { durable } = this.#ledger.write(
      { type: 'incident.annotated', entity, body: { text } },
      { kind: 'integration', id: integration },
    );
    try {
      await durable;
    } catch (error) {
      known.delete(name);
      throw error;
    }
  }

  /** What stands beside an incident; its history is read once, for it may be thousands of events long. */
  #of(incident: string): Set<string> {
    const known = this.#known.get(incident) ?? new Set(this.#inLog(incident));
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
