import { dayText, momentText, type Language } from '../../shared/coverage/day-text.ts';
import { statusDays, type Disturbance, type StatusView } from '../../shared/insight/status-page.ts';
import { statusWords } from '../../shared/insight/status-words.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { DAY_MS, isoOf } from '../../shared/time/instant.ts';
import { Html, markup, nothing } from '../answer/html.ts';
import { pageStyle } from '../answer/page-style.ts';

/** How a page is told. */
interface Telling {
  language: Language;
  now: number;
  /** The address of its feed. */
  feed: string;
  /** Where people subscribe, if they can. */
  form: Html;
}

/** The status page, whole; without a script. Times are UTC and say so, for who reads it is anywhere. */
export function statusPage(view: StatusView, { language, now, feed, form }: Telling): string {
  const words = statusWords[language];
  const disturbed = view.services.filter(({ isDisturbed }) => isDisturbed).length;
  const services = view.services.map(
    ({ name, isDisturbed, disturbedDays }) =>
      markup`<li><span>${name}</span>${isDisturbed ? markup`<span class="ill">${words.isDisturbed}</span>` : markup`<span class="well">${words.isWell}</span>`}${strip(disturbedDays, language, now)}</li>`,
  );
  const open = view.open.length === 0 ? nothing : markup`<section><h2>${words.now}</h2>${articles(view.open, language, now)}</section>`;
  const past =
    view.past.length === 0 ? markup`<p>${words.noHistory(view.open.length > 0)}</p>` : markup`${articles(view.past, language, now)}`;
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${view.title}</title>
<link rel="alternate" type="application/rss+xml" href="${feed}">${pageStyle.element}</head>
<body><main>
<h1>${view.title}</h1>
<div class="said" role="status"><h2>${disturbed === 0 ? words.well : words.disturbed(disturbed)}</h2></div>
${open}
<section><h2>${words.services}</h2><ul class="services">${services}</ul></section>
<section><h2>${words.history}</h2>${past}</section>
${form}
<footer><a href="${feed}">${words.feed}</a></footer>
</main></body></html>
`.text;
}

/** A service's days as bars, the oldest first; told in words as well. */
function strip(disturbed: ReadonlySet<number>, language: Language, now: number): Html {
  const bars = Array.from({ length: statusDays }, (_, i) => {
    const before = statusDays - 1 - i;
    const place = new Html(`x="${i * 4}" y="0" width="3" height="24" rx="1"`);
    return disturbed.has(before)
      ? markup`<rect ${place} class="ill"><title>${dayText(now - before * DAY_MS, 'UTC', now, language)}</title></rect>`
      : markup`<rect ${place}/>`;
  });
  const said = statusWords[language].days(disturbed.size, statusDays);
  return markup`<svg class="days" viewBox="0 0 ${statusDays * 4 - 1} 24" preserveAspectRatio="none" role="img" aria-label="${said}">${bars}</svg>`;
}

function articles(disturbances: readonly Disturbance[], language: Language, now: number): Html[] {
  const words = statusWords[language];
  const at = (instant: number) => `${momentText(instant, 'UTC', now, language)} UTC`;
  return disturbances.map(({ service, began, ended, updates }) => {
    const when = ended === undefined ? words.began(at(began)) : words.over(at(began), at(ended));
    const said = updates.map(
      ({ at: instant, text }) => markup`<p><time datetime="${isoOf(instant)}">${at(instant)}</time><br>${paragraphs(text)}</p>`,
    );
    return markup`<article><h3>${service}</h3><p class="well">${when}</p>${said}</article>`;
  });
}

/** A text with its lines. */
function paragraphs(text: string): Html[] {
  return text.split(/\r?\n/).map((line, i) => (i === 0 ? markup`${line}` : markup`<br>${line}`));
}

/** What stands where there is no status page, or none for this address. */
export function noStatusPage(language: Language): string {
  const { title, advice } = statusWords[language].absent;
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${pageStyle.element}</head>
<body><main><div class="said"><h2>${title}</h2><p>${advice}</p></div></main></body></html>
`.text;
}

const mostItems = 100;

/** The same as a feed (RSS 2.0): one item for each update and for each end, newest first. `page` is the address of the page itself. */
export function statusFeed(view: StatusView, page: string, language: Language): string {
  const items = [...view.open, ...view.past]
    .flatMap(({ id, service, ended, updates }) => [
      ...(ended === undefined ? [] : [{ service, id: derivedId(['over', id, ended]), at: ended, text: statusWords[language].ended }]),
      ...updates.map((update) => ({ service, ...update })),
    ])
    .toSorted((a, b) => b.at - a.at)
    .slice(0, mostItems)
    .map(
      ({ service, id, at, text }) =>
        markup`<item><title>${service}: ${text.split(/\r?\n/, 1)[0] ?? ''}</title><link>${page}</link><description>${text}</description><pubDate>${new Date(at).toUTCString()}</pubDate><guid isPermaLink="false">${id}</guid></item>`,
    );
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${view.title}</title><link>${page}</link><description>${view.title}</description><language>${language}</language><atom:link href="${page}/feed.xml" rel="self" type="application/rss+xml"/>${items}</channel></rss>
`.text;
}
