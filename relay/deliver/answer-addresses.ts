/** Whom an answer would be from, and for what. */
export interface AnswerFor {
  incident: string;
  epoch: number;
  person: string;
}

/** What a button in a chat does, for whoever presses it. */
export interface AnswerButton {
  incident: string;
  epoch: number;
  action: 'acknowledge' | 'escalate';
}

/** Where people can answer from outside; undefined, or not there at all, where they cannot. */
export interface AnswerAddresses {
  urlFor(to: AnswerFor): string | undefined;
  /** Where a call is told what to say and asks for a key press. */
  voiceUrlFor?(to: AnswerFor): string | undefined;
  /** The part before the @ of an address at which a reply by mail is an answer. */
  mailboxFor?(to: AnswerFor): string | undefined;
  /** Where somebody says that a test came by the way it was sent: a delivery, and what it went to. */
  testUrlFor?(delivery: string, to: string): string | undefined;
  /** The signed value of a button. */
  buttonFor?(button: AnswerButton): string;
}

/** A relay nobody can answer from outside. */
export const noAnswerAddresses: AnswerAddresses = { urlFor: () => undefined };
