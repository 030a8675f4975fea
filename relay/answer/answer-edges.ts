import type { AnswerLinks } from './answer-links.ts';
import type { ReplySettings } from './reply-settings.ts';
import type { UsedAnswers } from './used-answers.ts';

/** What answers from outside need besides the log. */
export interface AnswerEdges {
  links: AnswerLinks;
  used: UsedAnswers;
  settings: ReplySettings;
  /** Where people and providers reach this relay, without a slash at the end; providers sign it. */
  publicUrl: string;
  /** Posts JSON to a chat that waits for it there. */
  tell(url: string, body: object): Promise<void>;
  onTrouble(message: string, error: unknown): void;
}
