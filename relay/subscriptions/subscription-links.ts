import { timingSafeEqual } from 'node:crypto';
import type { AnswerLinks } from '../answer/answer-links.ts';

/** The signed links by which a subscription is confirmed and ended; made with the key answers are signed with. */
export class SubscriptionLinks {
  readonly #links: Pick<AnswerLinks, 'secretFor' | 'formFor' | 'isForm'>;
  readonly #publicUrl: string | undefined;

  constructor(links: Pick<AnswerLinks, 'secretFor' | 'formFor' | 'isForm'>, publicUrl: string | undefined) {
    this.#links = links;
    this.#publicUrl = publicUrl;
  }

  /** Where somebody confirms and ends their subscription; undefined when the relay has no public address. */
  urlFor(id: string): string | undefined {
    return this.#publicUrl === undefined ? undefined : `${this.#publicUrl}/subscription/${this.tokenFor(id)}`;
  }

  tokenFor(id: string): string {
    return `${id}.${this.#links.secretFor(`subscription ${id}`)}`;
  }

  /** The subscription a token is of; undefined for one this relay did not make. */
  idOf(token: string): string | undefined {
    const [, id = ''] = /^([0-9a-f-]{36})\.[\w-]{32}$/.exec(token) ?? [];
    const [given, right] = [Buffer.from(token), Buffer.from(this.tokenFor(id))];
    return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
  }

  /** What the form of a link's page carries besides its link, and whether it is that. */
  formFor(token: string): string {
    return this.#links.formFor(token);
  }

  isForm(token: string, form: string): boolean {
    return this.#links.isForm(token, form);
  }
}
