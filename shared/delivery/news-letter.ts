import { momentText, type Language } from '../coverage/day-text.ts';
import { pageTitle, shownAs } from '../insight/status-page.ts';
import type { Incident } from '../incident/incident.ts';
import { derivedId } from '../log/derived-id.ts';
import { filledBy } from '../routing/template.ts';
import type { Instant } from '../time/instant.ts';
import type { Audience, NewsPlace, NewsTexts } from '../workspace/news-texts.ts';
import { find, type Workspace } from '../workspace/workspace.ts';
import type { Delivery } from './delivery.ts';
import { linesOf, type Letter } from './letter.ts';
import { oneLine } from './message.ts';
import { wordsFor } from './news.ts';
import { newsWords } from './news-words.ts';

/** Who is written to and how: `zone` is that of the times, `pageAt` and `leaveAt` secrets of theirs or undefined without a public address. */
export interface NewsReader {
  audience: Audience;
  language: Language;
  zone: string;
  pageAt?: string | undefined;
  leaveAt?: string | undefined;
}

/** News of an incident as a letter, `ended` being when it was over for the public: the workspace's own text for this audience and language, or the product's (S92). `at` is relay ms. */
export function newsLetter(
  workspace: Workspace,
  { incident, ended }: { incident: Incident; ended: Instant | undefined },
  delivery: Pick<Delivery, 'id' | 'stepId' | 'what'>,
  reader: NewsReader,
  at: Instant,
): Letter {
  const { language, audience, pageAt, leaveAt } = reader;
  const words = newsWords[language];
  const own = ownTexts(workspace, audience, language);
  const page = pageTitle(workspace);
  const when = (instant: Instant | undefined) =>
    instant === undefined ? '' : `${momentText(instant, reader.zone, at, language)} (${reader.zone})`;
  const filled: Record<NewsPlace, string> = {
    page,
    service: shownAs(workspace, incident.service) ?? '',
    text: wordsFor(delivery, incident)?.text ?? '',
    began: when(incident.triggeredAt),
    ended: when(ended),
    url: pageAt ?? '',
  };
  const written = (which: keyof NewsTexts) => filledBy(own[which] ?? words.texts[audience][which], (name) => filled[name as NewsPlace]);
  return {
    id: delivery.id,
    language,
    at,
    subject: oneLine(written('subject'), 200),
    parts: [{ lines: linesOf(written(delivery.what === 'over' ? 'over' : 'update')) }],
    links: pageAt === undefined ? [] : [{ text: words.page, url: pageAt }],
    small: [{ text: words.because(oneLine(page, 200)) }, ...(leaveAt === undefined ? [] : [{ text: words.leave, url: leaveAt }])],
    // Nobody outside learns the incident's own id by it.
    thread: derivedId(['news', incident.id]),
    leaveAt,
  };
}

function ownTexts(workspace: Workspace, audience: Audience, language: Language): NewsTexts {
  return find(workspace, 'organisation', 'organisation')?.statusPage?.subscribe?.texts?.[audience]?.[language] ?? {};
}

/** The question whether news is wanted at an address, the one thing sent before it was answered (double opt-in). */
export function confirmLetter(
  workspace: Workspace,
  {
    id,
    services,
    language,
    confirmAt,
    at,
  }: { id: string; services: readonly string[] | undefined; language: Language; confirmAt: string; at: Instant },
): Letter {
  const { confirm } = newsWords[language];
  const page = oneLine(pageTitle(workspace), 200);
  const named = services?.map((service) => oneLine(shownAs(workspace, service) ?? service, 100)).join(', ');
  return {
    id,
    language,
    at,
    subject: confirm.subject(page),
    parts: [{ lines: [confirm.text(page, named ?? confirm.all)] }],
    links: [{ text: confirm.button, url: confirmAt }],
    small: [{ text: confirm.otherwise }],
    leaveAt: confirmAt,
  };
}
