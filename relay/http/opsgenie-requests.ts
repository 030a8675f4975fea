/** What became of a request, as `GET /v2/alerts/requests/{requestId}` tells it. */
export interface RequestOutcome {
  action: string;
  integration: string;
  isSuccess: boolean;
  status: string;
  alertId: string;
  alias: string;
  processedAt: number;
}

/** Senders look within seconds, if ever; what is older has been answered 202 all the same, and stands in the log. */
const mostKept = 10_000;

/** The latest requests and what became of them; forgotten with the process. */
export class OpsgenieRequests {
  readonly #outcomes = new Map<string, RequestOutcome>();

  note(request: string, outcome: RequestOutcome): void {
    this.#outcomes.set(request, outcome);
    const [oldest] = this.#outcomes.keys();
    if (this.#outcomes.size > mostKept && oldest !== undefined) {
      this.#outcomes.delete(oldest);
    }
  }

  /** What became of a request of this integration; undefined when it made none of that id, or long ago. */
  find(request: string, integration: string): RequestOutcome | undefined {
    const outcome = this.#outcomes.get(request);
    return outcome?.integration === integration ? outcome : undefined;
  }
}
