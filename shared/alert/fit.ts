import { derivedId } from '../log/derived-id.ts';
import { parseIso, type Instant } from '../time/instant.ts';
import type { Alert, Known } from './alert.ts';
import { beginningOf } from '../log/beginning.ts';
import type { Change } from './change.ts';
import { textOf } from './json-path.ts';
import { lightened } from './size.ts';

/** A link as a sender gave it. */
export interface DraftLink {
  href: string | undefined;
  text?: string | undefined;
}

/** An alert as a sender's words make it, of any length and with gaps. */
export interface AlertDraft {
  action: Alert['action'];
  dedupKey: string;
  summary: string;
  source: string;
  severity: Alert['severity'];
  component?: string | undefined;
  group?: string | undefined;
  class?: string | undefined;
  occurredAt?: string | undefined;
  groupKey?: string | undefined;
  expiresAt?: Instant | undefined;
  known?: Readonly<Record<string, unknown>> | undefined;
  labels?: Readonly<Record<string, unknown>> | undefined;
  details?: Readonly<Record<string, unknown>> | undefined;
  links?: readonly DraftLink[] | undefined;
  images?: readonly { src: string | undefined; alt?: string | undefined }[] | undefined;
  client?: string | undefined;
  clientUrl?: string | undefined;
}

/** How much the details may hold, in UTF-16 units: as much as a sender of one alert at a time may send altogether. */
const mostDetails = 512 * 1024;
const mostLabels = 100;
const mostShown = 50;

/** How long each text of an alert may be, as its schema has it. */
const lengths = {
  summary: 1024,
  source: 1024,
  component: 1024,
  group: 1024,
  class: 1024,
  occurredAt: 100,
  groupKey: 1024,
  client: 1024,
  clientUrl: 2048,
} as const;
const longestKnown = 2000;

/**
 * An alert as the log can carry it: texts cut to their lengths, gaps left out; a key that is too long is replaced by one derived
 * from it. Labels, links, images and texts that do not fit go whole into the details under those names: nothing a sender said is lost
 * but what would make the details larger than 512 K characters, which is named there.
 */
export function fitAlert(draft: AlertDraft): Alert {
  const { known = {}, labels = {}, details = {}, links = [], images = [], action, dedupKey, severity, expiresAt, ...texts } = draft;
  const label = fitLabels(labels);
  const link = fitLinks(links);
  const [shown, unshown] = parted(images, ({ src }) => isAddress(src));
  const misfits = {
    labels: label.misfits,
    links: link.misfits,
    images: unshown.map(({ src }) => src).filter(isText),
    texts: Object.fromEntries(
      Object.entries({ dedupKey, ...known, ...texts }).filter(([name, text]) => typeof text === 'string' && text.length > longest(name)),
    ),
  };
  return without({
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, cut(text, longest(name))])),
    summary: beginningOf(texts.summary, lengths.summary),
    source: beginningOf(texts.source, lengths.source),
    ...((texts.groupKey ?? '').length > lengths.groupKey ? { groupKey: derivedId(['group', texts.groupKey]) } : {}),
    action,
    dedupKey: dedupKey.length <= longest('dedupKey') ? dedupKey : derivedId(['key', dedupKey]),
    severity,
    expiresAt,
    known: filled(fitKnown(known)),
    labels: filled(label.fitting),
    details: filled(lightened({ ...details, ...unclashing(details, misfits) }, mostDetails)),
    links: some(link.fitting),
    images: some(shown.slice(0, mostShown).map(({ src, alt }) => without({ src, alt: cut(alt, 1024) }))),
  }) as unknown as Alert;
}

function longest(name: string): number {
  return name === 'dedupKey' ? 255 : Object.hasOwn(lengths, name) ? lengths[name as keyof typeof lengths] : longestKnown;
}

/** A change as the log can carry it. */
export function fitChange(draft: {
  summary: string;
  source?: string | undefined;
  at?: string | undefined;
  links?: readonly DraftLink[] | undefined;
  details?: Readonly<Record<string, unknown>> | undefined;
}): Change {
  const { fitting, misfits } = fitLinks(draft.links ?? []);
  return without({
    summary: beginningOf(draft.summary, 1024) || 'Change',
    source: cut(draft.source, 1024),
    at: draft.at === undefined ? undefined : parseIso(draft.at),
    links: some(fitting),
    details: filled(lightened({ ...draft.details, ...unclashing(draft.details ?? {}, { links: misfits }) }, mostDetails)),
  }) as unknown as Change;
}

function fitLabels(labels: Readonly<Record<string, unknown>>): { fitting: Record<string, string>; misfits: Record<string, unknown> } {
  const given = Object.entries(labels).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const [texts, others] = parted(given, ([name, value]) => name !== '' && typeof value !== 'object');
  const plain = texts.map(([name, value]) => [name, textOf(value)] as const);
  const fitting = Object.fromEntries(plain.slice(0, mostLabels).map(([name, text]) => [beginningOf(name, 100), beginningOf(text, 500)]));
  return { fitting, misfits: Object.fromEntries([...others, ...plain.filter(([name, text]) => fitting[name] !== text)]) };
}

function fitKnown(known: Readonly<Record<string, unknown>>): Known {
  const plain = Object.entries(known).flatMap(([name, value]): [string, string | number | boolean][] => {
    if (typeof value === 'string') {
      return value === '' ? [] : [[name, beginningOf(value, longestKnown)]];
    }
    return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) ? [[name, value]] : [];
  });
  return Object.fromEntries(plain.map(([name, value]) => [beginningOf(name, 200), value]));
}

function fitLinks(links: readonly DraftLink[]): { fitting: { href: string; text?: string }[]; misfits: string[] } {
  const [fitting, misfits] = parted(links, ({ href }) => isAddress(href));
  return {
    fitting: fitting
      .slice(0, mostShown)
      .map(({ href, text }) => without({ href, text: cut(text, 1024) }) as { href: string; text?: string }),
    misfits: [...misfits, ...fitting.slice(mostShown)].map(({ href }) => href).filter(isText),
  };
}

function isAddress(text: string | undefined): boolean {
  return text !== undefined && text.length <= 2048 && /^https?:\/\//i.test(text);
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function parted<T>(all: readonly T[], test: (each: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((each) => !test(each))];
}

/** What did not fit, under names the details do not use yet. */
function unclashing(details: Readonly<Record<string, unknown>>, misfits: Record<string, object>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(misfits)
      .filter(([, value]) => Object.keys(value).length > 0)
      .map(([name, value]) => [Object.hasOwn(details, name) ? `${name} that do not fit` : name, value]),
  );
}

function cut(text: string | undefined, most: number): string | undefined {
  return text === undefined || text === '' ? undefined : beginningOf(text, most);
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function filled<T extends object>(record: T): T | undefined {
  return Object.keys(record).length === 0 ? undefined : record;
}

function without(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
