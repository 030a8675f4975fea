import type { Language } from '../../shared/coverage/day-text.ts';
import { subscribeWords, type SubscribeOutcome } from '../../shared/insight/subscribe-words.ts';
import { Html, markup, nothing } from '../answer/html.ts';
import { pageStyle } from '../answer/page-style.ts';

const loud = new Html(' class="first"');

/** What a page about a subscription shows. */
export interface SubscriptionPage {
  language: Language;
  /** What the status page is called, and where it is; undefined for nowhere. */
  title: string;
  back: string | undefined;
  outcome: SubscribeOutcome;
  /** The services by their public names; undefined for all. Nothing of an address is ever shown. */
  about?: { services: readonly string[] | undefined } | undefined;
  offers: readonly ('confirm' | 'decline' | 'leave')[];
  form: string;
}

/** The page behind a subscription's link, or after the form; whole, and without a script. */
export function subscriptionPage({ language, title, back, outcome, about, offers, form }: SubscriptionPage): string {
  const words = subscribeWords[language];
  const said = words.outcome[outcome];
  const buttons = offers.map(
    (offer) => markup`<button name="action" value="${offer}"${offer === 'confirm' ? loud : nothing}>${words[offer]}</button>`,
  );
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${said.title}</title>${pageStyle.element}</head>
<body><main>
<h1>${title}</h1>
<div class="said" role="status"><h2>${said.title}</h2><p>${said.advice}</p></div>
${about ? markup`<dl><dt>${words.about}</dt><dd>${about.services?.join(', ') ?? words.all}</dd></dl>` : nothing}
${offers.length === 0 ? nothing : markup`<form method="post"><input type="hidden" name="form" value="${form}">${buttons}</form>`}
${back === undefined ? nothing : markup`<footer><a href="${back}">${words.back}</a></footer>`}
</main></body></html>
`.text;
}

/** The form on the status page by which anybody subscribes; it is sent to the page's own address. */
export function subscribeForm(services: readonly { id: string; name: string }[], language: Language): Html {
  const words = subscribeWords[language];
  const boxes = services.map(
    ({ id, name }) => markup`<label class="choice"><input type="checkbox" name="service-${id}" value="1"><span>${name}</span></label>`,
  );
  const choice = services.length < 2 ? nothing : markup`<fieldset><legend>${words.only}</legend>${boxes}</fieldset>`;
  return markup`<section><h2>${words.title}</h2><form method="post">
<label for="address">${words.address}</label><input id="address" type="email" name="address" required maxlength="254" autocomplete="email">
${choice}
<button>${words.button}</button><p class="well">${words.hint}</p></form></section>`;
}
