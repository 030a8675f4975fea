import { find, type Workspace } from '../../shared/workspace/workspace.ts';
import type { AnswerLinks } from '../answer/answer-links.ts';

/** Where the status page is on the relay: for everybody, or by a link nobody guesses; undefined without one. */
export function statusPath(workspace: Workspace, links: Pick<AnswerLinks, 'secretFor'>): string | undefined {
  const page = find(workspace, 'organisation', 'organisation')?.statusPage;
  return page && (page.access === 'public' ? '/status' : `/status/${links.secretFor(`status page ${page.link}`)}`);
}
