import { randomInt } from 'node:crypto';
import type { ContactBook } from '../access/contact-book.ts';
import type { Outlets } from '../deliver/outlets.ts';
import type { Ledger } from '../log/ledger.ts';
import { Codes } from './codes.ts';
import type { WaysEdges } from './person-ways.ts';
import { Verifying } from './verifying.ts';
import { WayBook } from './way-book.ts';

/** People's ways of being paged, as the routes work with them. */
export interface Ways {
  edges: WaysEdges;
  codes: Codes;
  verifying: Verifying;
}

/** What a relay's knowledge of people's ways is made from; `digit` is chance from 0 to 9. */
export interface MakeWays {
  folder: string;
  ledger: Ledger;
  contacts: ContactBook;
  outlets: Outlets;
  now(): number;
  newId(): string;
  redact(text: string): string;
  digit?(): number;
}

/** Puts together what a relay knows of people's ways. Throws a sentence when its file is damaged. */
export function makeWays({ folder, ledger, contacts, outlets, now, newId, redact, digit = () => randomInt(10) }: MakeWays): Ways {
  const edges: WaysEdges = { workspace: () => ledger.state.workspace, contacts, outlets, book: new WayBook(folder) };
  const codes = new Codes(now, digit);
  return { edges, codes, verifying: new Verifying({ ledger, contacts, ways: edges, codes, sending: { outlets, now, newId, redact } }) };
}
