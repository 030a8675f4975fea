import { isRecord, saysSomething, type Json } from './json.ts';
import type { ReportEntry } from './report.ts';
import type { Source, SourceFile } from './source.ts';

/** What the files of an export hold together: the collections, and what is in no collection, each with what the report says of it. */
export interface Gathered {
  content: Record<string, Json[]>;
  entries: ReportEntry[];
}

interface Gathering extends Gathered {
  /** By collection: how many pages say that they are the last, and how many that others follow. */
  pages: Map<string, { last: number; further: number }>;
}

/** Fields of a page that say which page it is, and nothing else. */
const paging = new Set([
  'limit',
  'offset',
  'total',
  'more',
  'count',
  'next',
  'previous',
  'current_page_number',
  'page_size',
  'total_pages',
  'totalCount',
  'took',
  'requestId',
  'paging',
  'expandable',
  'pageInfo',
  '_selfUrl',
  'selfUrl',
]);
/** How deep pages may lie in one another. */
const deepest = 8;
const wrappers = ['data', 'results', 'nodes', 'values'];

/** Puts the pages of an export together, whatever files they are in. Nothing of a file is left without a place or an entry. */
export function gather(source: Source, files: readonly SourceFile[]): Gathered {
  const content = Object.fromEntries(Object.keys(source.collections).map((name): [string, Json[]] => [name, []]));
  const gathered: Gathering = { content, entries: [], pages: new Map() };
  for (const { path, values } of files) {
    for (const value of values) {
      take(source, gathered, path, value, collectionOfPath(source, path), 0);
    }
  }
  Object.keys(gathered.content).forEach((collection) => withoutListings(gathered, collection));
  const unfinished = [...gathered.pages].filter(([, { last, further }]) => last === 0 && further > 0);
  gathered.entries.push(
    ...unfinished.map(([path]): ReportEntry => ({
      path,
      kind: 'page',
      outcome: 'not-converted',
      said: ['The source says that more pages follow, and the last of them is not here.'],
      todo: ['Fetch every page of the export, and import them together.'],
    })),
  );
  return gathered;
}

/** Lists name in short what other files have in full: of things with one id those go that say nothing but what the fullest says, too. */
function withoutListings({ content, entries }: Gathering, collection: string): void {
  const all = content[collection] ?? [];
  const fullest = new Map<Json, Readonly<Record<string, Json>>>();
  const sizeOf = (value: Json) => (isRecord(value) ? Object.values(value).filter(saysSomething).length : 0);
  for (const value of all) {
    const id = isRecord(value) ? value['id'] : undefined;
    if (isRecord(value) && typeof id === 'string' && sizeOf(value) > sizeOf(fullest.get(id))) {
      fullest.set(id, value);
    }
  }
  content[collection] = all.filter((value, i) => {
    const full = isRecord(value) ? fullest.get(value['id']) : undefined;
    const isShort = full !== undefined && isRecord(value) && sizeOf(value) < sizeOf(full) && saysNothingMore(value, full);
    if (isShort) {
      entries.push({ path: `${collection} (${i})`, kind: 'listing', outcome: 'converted', said: ['The export has it in full as well.'] });
    }
    return !isShort;
  });
}

function saysNothingMore(value: Readonly<Record<string, Json>>, full: Readonly<Record<string, Json>>): boolean {
  return Object.entries(value).every(
    ([key, inside]) => !saysSomething(inside) || inside === full[key] || (typeof inside === 'object' && saysSomething(full[key])),
  );
}

function take(source: Source, gathered: Gathering, path: string, value: Json, named: string | undefined, depth: number): void {
  const put = (collection: string, given: Json) => (gathered.content[collection] ??= []).push(given);
  const lost = (at: string, kind: string, why: string) =>
    gathered.entries.push({
      path: at,
      kind,
      outcome: 'not-converted',
      said: [why],
      todo: ['Look at what it says, and whether somebody counts on it.'],
    });
  if (Array.isArray(value) && depth <= deepest) {
    for (const each of value as readonly Json[]) {
      if (Array.isArray(each) || (isRecord(each) && (named === undefined ? isPage(source, each) : isPageOf(source, each, named)))) {
        take(source, gathered, path, each, named, depth + 1);
      } else if (named === undefined) {
        lost(path, 'element', 'It is in a list, and nothing says a list of what.');
      } else {
        put(named, each);
      }
    }
    return;
  }
  if (!isRecord(value) || depth > deepest) {
    if (value !== null && value !== undefined) {
      lost(path, 'value', depth > deepest ? 'It lies too deep.' : 'It is neither an object nor a list.');
    }
    return;
  }
  if (!isPage(source, value)) {
    const whole = named ?? source.whole;
    if (whole === undefined) {
      Object.keys(value).forEach((key) => lost(`${path}: ${key}`, 'field', 'It is in no collection that is known here.'));
    } else {
      put(whole, value);
    }
    return;
  }
  for (const [key, inside] of Object.entries(value)) {
    const collection = collectionCalled(source, key);
    if (collection !== undefined) {
      const elements = isRecord(inside) && !isPage(source, inside) ? [inside] : inside;
      take(source, gathered, `${path}: ${key}`, elements, collection, depth + 1);
    } else if (wrappers.includes(key)) {
      take(
        source,
        gathered,
        path,
        isRecord(inside) && named !== undefined && !isPage(source, inside) ? [inside] : inside,
        named,
        depth + 1,
      );
    } else if (!paging.has(key) && source.pageFields?.includes(key) !== true) {
      lost(`${path}: ${key}`, 'field', 'It is in no collection that is known here.');
    }
  }
  const pages = gathered.pages.get(named ?? path) ?? { last: 0, further: 0 };
  gathered.pages.set(named ?? path, isLastPage(value) ? { ...pages, last: pages.last + 1 } : { ...pages, further: pages.further + 1 });
}

/** Whether an object holds collections rather than being an element of one. */
function isPage(source: Source, value: Readonly<Record<string, Json>>): boolean {
  const keys = Object.keys(value);
  return (
    isWrapper(value) || (source.whole === undefined && !isElement(value) && keys.some((key) => collectionCalled(source, key) !== undefined))
  );
}

function isWrapper(value: Readonly<Record<string, Json>>): boolean {
  const keys = Object.keys(value);
  return keys.some((key) => wrappers.includes(key)) && keys.every((key) => wrappers.includes(key) || paging.has(key));
}

/** Whether an element of a collection is a page of it instead. */
function isPageOf(source: Source, value: Readonly<Record<string, Json>>, collection: string): boolean {
  return isPage(source, value) && (isWrapper(value) || Object.keys(value).some((key) => collectionCalled(source, key) === collection));
}

/** An element has an id or a name of its own; a user may have `teams` and be no page of teams. */
function isElement(value: Readonly<Record<string, Json>>): boolean {
  return ['id', 'name', 'username', 'slug'].some((key) => typeof value[key] === 'string');
}

function isLastPage({ more, next, paging: pages, pageInfo }: Readonly<Record<string, Json>>): boolean {
  const follows = (value: Json) => typeof value === 'string' && value !== '';
  return (
    more !== true &&
    !follows(next) &&
    !(isRecord(pages) && follows(pages['next'])) &&
    !(isRecord(pageInfo) && pageInfo['hasNextPage'] === true)
  );
}

function collectionCalled({ collections }: Source, name: string): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  return Object.entries(collections).find(([own, others]) => [own, ...others].some((each) => plain(each) === plain(name)))?.[0];
}

/** `export/users-2.json` and `users/ana.json` both hold users. */
function collectionOfPath(source: Source, path: string): string | undefined {
  const names = path
    .replace(/\.(json|ya?ml)$/i, '')
    .split(/[\\/]/)
    .toReversed();
  for (const name of names) {
    const found = collectionCalled(source, name.replace(/[-_. ]?(page)?[-_. ]?\d*$/i, '')) ?? collectionCalled(source, name);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
