/** Whom an answer would be from, and for what. */
export interface AnswerFor {
  incident: string;
  epoch: number;
  person: string;
}

/** Where people can answer from outside; undefined while the relay has no public address. */
export interface AnswerAddresses {
  urlFor(to: AnswerFor): string | undefined;
}

/** A relay nobody can answer from outside. */
export const noAnswerAddresses: AnswerAddresses = { urlFor: () => undefined };
