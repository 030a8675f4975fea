import { answerWords, type Outcome } from '../../shared/answer/words.ts';
import type { AnswerAction, AnswerBinding } from '../../shared/answer/standing.ts';
import { momentText, type Language } from '../../shared/coverage/day-text.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { bridgeOf } from '../../shared/workspace/bridge-of.ts';
import { find, nameOf, type Workspace } from '../../shared/workspace/workspace.ts';
import { Html, markup, nothing } from './html.ts';
import { pageStyle, productMark, severityShape } from './page-style.ts';

const loud = new Html(' class="first"');

/** What a page shows. */
export interface AnswerPage {
  language: Language;
  outcome: Outcome;
  now: number;
  /** What it is about; undefined for a link that is not known. */
  about?: { workspace: Workspace; incident: Incident; to: AnswerBinding } | undefined;
  /** What can be done, and what proves that the form is ours. */
  offers: readonly AnswerAction[];
  form: string;
}

/** The page behind an answer link, whole; works without a script and on a phone. */
export function answerPage({ language, outcome, now, about, offers, form }: AnswerPage): string {
  const words = answerWords[language];
  const said = words.outcome[outcome];
  const title = about ? `#${about.incident.number} ${about.incident.title}` : said.title;
  return markup`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${pageStyle.element}
      </head>
      <body>
        <main>
          <header>${productMark}<span>${words.product}</span></header>
          ${about ? incidentPart(about, now, language) : nothing}
          <div class="said" role="status">
            <h2>${said.title}</h2>
            <p>${said.advice}</p>
          </div>
          ${offers.length === 0 ? nothing : buttons(offers, form, language)}
          ${about ? markup`<footer>${words.signedFor(nameOf(about.workspace, 'person', about.to.person))}</footer>` : nothing}
        </main>
      </body>
    </html> `.text;
}

function incidentPart({ workspace, incident, to }: NonNullable<AnswerPage['about']>, now: number, language: Language): Html {
  const words = answerWords[language];
  const zone = find(workspace, 'person', to.person)?.zone;
  // Of somebody who has named no zone nobody knows what their clock shows.
  const at = (instant: number) => `${momentText(instant, zone ?? 'UTC', now, language)}${zone === undefined ? ' (UTC)' : ''}`;
  const held = incident.acknowledgement;
  const holder =
    held === undefined
      ? words.nobody
      : held.person === undefined
        ? words.otherHolder(at(held.happenedAt))
        : words.holder(nameOf(workspace, 'person', held.person), at(held.happenedAt));
  const { severity } = incident;
  const bridge = bridgeOf(workspace, incident);
  return markup`<p class="severity ${severity}">
      ${severityShape(severity)}${words.severity[severity]}${incident.test ? markup` <span class="test">${words.test}</span>` : nothing}
    </p>
    <h1>#${incident.number} ${incident.title}</h1>
    <dl>
      <dt>${words.service}</dt>
      <dd>${nameOf(workspace, 'service', incident.service)}</dd>
      <dt>${words.began}</dt>
      <dd>${at(incident.triggeredAt)}</dd>
      <dt>${words.heldBy}</dt>
      <dd>${holder}</dd>
      ${
        bridge === undefined
          ? nothing
          : markup`<dt>${words.bridge}</dt>
      <dd><a href="${bridge}">${bridge}</a></dd>`
      }
    </dl>`;
}

function buttons(offers: readonly AnswerAction[], form: string, language: Language): Html {
  const words = answerWords[language];
  // Only taking it is offered loudly; what cannot be undone as easily waits for a second look.
  const all = offers.map(
    (action) =>
      markup`<button name="action" value="${action}"${action === 'acknowledge' ? loud : nothing}>${words.action[action]}</button>`,
  );
  return markup`<form method="post"><input type="hidden" name="form" value="${form}" />${all}</form>`;
}
