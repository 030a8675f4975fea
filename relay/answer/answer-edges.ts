import type { AnswerLinks } from './answer-links.ts';

/** What answers from outside need besides the log. */
export interface AnswerEdges {
  links: AnswerLinks;
  /** Where people and providers reach this relay, without a slash at the end; providers sign it. */
  publicUrl: string;
}
