import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AnswerAction, AnswerBinding } from '../../shared/answer/standing.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { State } from '../../shared/state/state.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { all } from '../../shared/workspace/workspace.ts';
import { testUrl } from '../ways/test-link.ts';
import { isSigned, personTag, readToken, signToken } from './answer-token.ts';
import { chatButtonValue, readChatButton, type ChatButton } from './chat-button.ts';
import type { UsedAnswers } from './used-answers.ts';

/** How long a link is good for. */
export const linkLifeMs = DAY_MS;
/** How long a page may lie open before its buttons want it to be loaded anew. */
const formLifeMs = HOUR_MS;

/** What links work with. */
export interface LinkEdges {
  key: Buffer;
  used: UsedAnswers;
  state(): State;
  now(): number;
  /** Where people reach this relay from outside, without a slash at the end; undefined when they cannot. */
  publicUrl: string | undefined;
}

/** What a token is worth. */
export type Checked = { kind: 'good'; to: AnswerBinding; expiresAt: number } | { kind: 'expired' | 'unknown' };

/** Signed links that let one person answer one ringing of one incident, for a day (S7). */
export class AnswerLinks {
  readonly #edges: LinkEdges;

  constructor(edges: LinkEdges) {
    this.#edges = edges;
  }

  /** Where a person answers an incident's ringing; undefined when the relay has no public address, or nobody could answer there. */
  urlFor(to: AnswerBinding): string | undefined {
    return this.#urlOf('/a/', this.tokenFor(to));
  }

  /** Where a telephone call to a person is told what to say. */
  voiceUrlFor(to: AnswerBinding): string | undefined {
    return this.#urlOf('/answer/voice/', this.tokenFor(to));
  }

  /** The part before the @ of an address at which a reply by mail is an answer; undefined as `tokenFor`. */
  mailboxFor(to: AnswerBinding): string | undefined {
    const token = this.tokenFor(to);
    return token === undefined ? undefined : `answer+${token}`;
  }

  /** A fresh token; undefined when the incident is not in mind any more. */
  tokenFor(to: AnswerBinding): string | undefined {
    const { key, now, state } = this.#edges;
    const incident = state().incidents.get(to.incident);
    return incident && incident.number > 0 ? signToken(key, to, { number: incident.number, expiresAt: now() + linkLifeMs }) : undefined;
  }

  /** Whether a token is one this relay made and still good; for whom and for what it is. */
  check(token: string): Checked {
    const parts = readToken(token);
    const { key, now, state } = this.#edges;
    const incident = parts && numbered(state(), parts.number);
    if (!parts || !incident) {
      return { kind: 'unknown' };
    }
    const people = all(state().workspace, 'person').filter(({ id }) => personTag(key, id) === parts.tag);
    const [to] = people
      .map(({ id }) => ({ incident: incident.id, epoch: parts.epoch, person: id }))
      .filter((binding) => isSigned(key, token, binding));
    if (!to) {
      return { kind: 'unknown' };
    }
    return parts.expiresAt <= now() ? { kind: 'expired' } : { kind: 'good', to, expiresAt: parts.expiresAt };
  }

  /** Where somebody says that a test came; `to` is where it went. */
  testUrlFor(delivery: string, to: string): string | undefined {
    return testUrl({ secretFor: (purpose) => this.secretFor(purpose), publicUrl: this.#edges.publicUrl }, delivery, to);
  }

  /** The value of a button in a chat, for whoever presses it. */
  buttonFor(button: ChatButton): string {
    return chatButtonValue(this.#edges.key, button);
  }

  /** What a pressed button stands for; undefined for one this relay did not make. */
  readButton(value: unknown): ChatButton | undefined {
    return readChatButton(this.#edges.key, value);
  }

  /** What a form of a link's page carries besides its link, so that a form from elsewhere is not one of ours. */
  formFor(token: string): string {
    const until = this.#edges.now() + formLifeMs;
    return `${until.toString(36)}.${this.#formMac(token, until)}`;
  }

  isForm(token: string, form: string): boolean {
    const [, written = '', given = ''] = /^([0-9a-z]{1,12})\.([\w-]{43})$/.exec(form) ?? [];
    const until = Number.parseInt(written, 36);
    const right = this.#formMac(token, Number.isNaN(until) ? 0 : until);
    return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right)) && until > this.#edges.now();
  }

  /** Takes a token for one action; false when it was used for that already. */
  claim(token: string, action: AnswerAction, expiresAt: number): boolean {
    return this.#edges.used.claim(useOf(token, action), expiresAt);
  }

  /** Gives a claimed token back: nothing came of it. */
  release(token: string, action: AnswerAction): void {
    this.#edges.used.release(useOf(token, action));
  }

  /** Writes down what was claimed. */
  keep(): void {
    this.#edges.used.keep();
  }

  isUsed(token: string, action: AnswerAction): boolean {
    return this.#edges.used.has(useOf(token, action));
  }

  /** A secret part of an address, the same for the same purpose. */
  secretFor(purpose: string): string {
    return createHmac('sha256', this.#edges.key)
      .update(JSON.stringify(['address', purpose]))
      .digest('base64url')
      .slice(0, 32);
  }

  #formMac(token: string, until: number): string {
    return createHmac('sha256', this.#edges.key)
      .update(JSON.stringify(['form', token.toLowerCase(), until]))
      .digest('base64url');
  }

  #urlOf(path: string, token: string | undefined): string | undefined {
    const { publicUrl } = this.#edges;
    return publicUrl === undefined || token === undefined ? undefined : `${publicUrl}${path}${token}`;
  }
}

function useOf(token: string, action: AnswerAction): string {
  return `${action} ${token.toLowerCase()}`;
}

/** The incident with a number, among those in mind: a link lives a day, and so do the resolved ones. */
export function numbered(state: State, number: number): Incident | undefined {
  for (const incident of state.incidents.values()) {
    if (incident.number === number) {
      return incident;
    }
  }
  return undefined;
}
