import { isoOf } from '../../../shared/time/instant.ts';
import type { Answer } from '../answer.ts';
import { plainText } from '../../../shared/alert/plain-text.ts';
import type { Style } from '../output/style.ts';
import type { Auditor, Author, Finding } from './auditor.ts';
import { witnessed } from './witness.ts';
import type { EntrySource } from './entry-source.ts';
import { UnreadableEntry } from './unreadable-entry.ts';
import type { Checkpoint } from '../../../shared/log/checkpoint.ts';
import type { StoredEvent } from '../../../shared/log/envelope.ts';

/** What an audit came to. */
export interface Audited {
  auditor: Auditor;
  broken: Finding | undefined;
  source: string;
}

/** Reads a source to its end and checks it to its first break; `keep` is given everything that was read. */
export async function audit(source: EntrySource, auditor: Auditor, keep?: (entries: readonly StoredEvent[]) => void): Promise<Audited> {
  let broken: Finding | undefined;
  const beginning = source.beginning?.();
  if (beginning) {
    auditor.begin(beginning);
  }
  try {
    for await (const entries of source.batches()) {
      keep?.(entries);
      broken ??= auditor.take(entries);
      if (broken && !keep) {
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableEntry)) {
      throw error;
    }
    broken ??= { seq: auditor.head.seq + 1, problem: 'part-not-readable', message: error.message };
  }
  return { auditor, broken, source: source.name };
}

/** What the audit proved and where it ended; `noted` is a head somebody noted before, which the log must contain. */
export function auditAnswer(
  { auditor, broken, source }: Audited,
  noted: string | undefined,
  checkpoints: readonly Checkpoint[] | undefined,
  extra: { json: object; lines: string[] },
): Answer {
  const { head, authors, firstAt } = auditor;
  const isEmpty = head.seq === 0 && !broken;
  const isMissing = noted !== undefined && !auditor.contains(noted);
  const witness = checkpoints && !broken ? witnessed(auditor, checkpoints) : undefined;
  const ok = !broken && !isEmpty && !isMissing && witness?.against === undefined;
  const missed = isMissing
    ? { message: `The log does not contain the head ${noted}: it is another log, or its end was cut off.` }
    : undefined;
  const { missing } = auditor;
  const proven = head.seq > 0;
  return {
    json: {
      ok,
      source,
      entries: head.seq - auditor.from + 1,
      ...(auditor.from > 1 ? { from: auditor.from } : {}),
      ...(proven
        ? { log: head.log, head: { seq: head.seq, hash: head.hash }, firstAt: isoOf(firstAt ?? 0), lastAt: isoOf(head.recordedAt) }
        : {}),
      authors: authors.map(({ device, name, person, entries }) => ({ device, name, person, entries })),
      ...(missing.length > 0 ? { missing } : {}),
      ...(broken ? { broken } : {}),
      ...(witness ? { witness } : {}),
      ...(noted === undefined ? {} : { contains: { hash: noted, found: !isMissing } }),
      ...extra.json,
    },
    exitCode: ok ? 0 : 1,
    text: (style) =>
      [
        verdict(style, broken ?? witness?.against ?? missed, isEmpty),
        ...(proven
          ? [
              `  Source    ${source}`,
              `  Proven    ${broken && head.seq > 0 ? `entries ${auditor.from} to ${head.seq}, up to the break` : auditor.from > 1 ? `entries ${auditor.from} to ${head.seq}, each follows the one before; what came before, this copy has from a snapshot` : `${head.seq} entries, each follows the one before`}`,
              `  Log       ${head.log ?? ''}`,
              `  First     ${isoOf(firstAt ?? 0)}`,
              `  Last      ${isoOf(head.recordedAt)}`,
              `  Head      ${head.hash}`,
              `  Signed by ${authorsText(authors)}`,
            ]
          : [`  Source    ${source}`]),
        ...(noted !== undefined && !isMissing ? [`  Contains  ${noted}`] : []),
        ...(witness
          ? [
              `  Witness   ${witness.checkpoints} ${witness.checkpoints === 1 ? 'checkpoint' : 'checkpoints'} the relay signed${witness.against ? '' : witness.checkpoints === 0 ? ': nothing was compared' : ', all of them true of this log'}`,
            ]
          : []),
        ...missing.map(
          ({ device, first, count }) =>
            `  Missing   ${count} ${count === 1 ? 'number' : 'numbers'} of device ${device}, from ${first} on: what it wrote under them is not in this log`,
        ),
        ...extra.lines,
        ...(ok && noted === undefined && witness === undefined
          ? [
              style.dim(
                'What authors wrote is proven by their signatures. What the relay added (order, time, verdict), and an end that was cut off, only against what was noted elsewhere: --witness DIR of a desktop, or --contains HASH.',
              ),
            ]
          : []),
      ].join('\n'),
  };
}

function verdict(style: Style, broken: { message: string } | undefined, isEmpty: boolean): string {
  if (broken) {
    return `${style.red('BROKEN')} ${broken.message}`;
  }
  return isEmpty ? style.red('There is not one entry, so nothing is proven.') : style.green('Whole and unchanged.');
}

function authorsText(authors: readonly Author[]): string {
  return authors
    .map(({ name, person, entries }) => `${plainText(name)}${person === undefined ? '' : ` of ${person}`} (${entries})`)
    .join(', ');
}
