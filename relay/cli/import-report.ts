import { plainText } from '../../shared/alert/plain-text.ts';
import { coverageOf } from '../../shared/coverage/coverage.ts';
import { findingText } from '../../shared/coverage/sentences.ts';
import type { ImportReport, ReportEntry } from '../../shared/import/report.ts';
import { stateOfFile } from '../../shared/simulation/workspace-state.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import type { FileDefinitions } from '../../shared/workspace/file.ts';
import type { Style } from './output/style.ts';

const coveredDays = 28;
const mostSchedules = 100;
const mostFindings = 50;

/** When nobody, or the wrong person, would be on call in the coming four weeks, as sentences; that no device is paired yet is no news. */
export function coverageWarnings(definitions: FileDefinitions, now: number): string[] {
  if (definitions.schedule.length > mostSchedules) {
    return [
      `There are ${definitions.schedule.length} schedules, so coverage was not looked at; run "watchbell verify" once the file is applied.`,
    ];
  }
  const { workspace } = stateOfFile(definitions);
  const findings = coverageOf(workspace, { from: now, until: now + coveredDays * DAY_MS }).filter(({ kind }) => kind !== 'no-way');
  const shown = findings.slice(0, mostFindings).map((finding) => findingText(workspace, finding, { language: 'en', now }));
  const rest = findings.length - shown.length;
  return rest > 0 ? [...shown, `${rest} more; run "watchbell verify" once the file is applied.`] : shown;
}

/** A report for people: what is not as it was, the worst first, and how much is. */
export function importReportText({ source, counts, entries, general, warnings }: ImportReport, style: Style): string {
  const of = (outcome: ReportEntry['outcome']) => entries.filter((entry) => entry.outcome === outcome);
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [style.bold(title), ...lines, '']);
  return [
    ...section(
      'Not converted:',
      of('not-converted').map((entry) => entryText(entry, style.red)),
    ),
    ...section(
      'Approximated:',
      of('approximated').map((entry) => entryText(entry, style.yellow)),
    ),
    ...section(
      'Different in Watchbell, whatever the source says:',
      general.map((sentence) => `  ${plainText(sentence)}`),
    ),
    ...section(
      'Look at this before you apply the file:',
      warnings.map((sentence) => `  ${plainText(sentence)}`),
    ),
    `${source}: ${counts.converted} converted, ${counts.approximated} approximated, ${counts['not-converted']} not converted.`,
  ].join('\n');
}

function entryText({ path, kind, name, said = [], todo = [] }: ReportEntry, mark: (text: string) => string): string {
  const what = kind === 'field' ? `field ${path}` : `${kind}${name === undefined ? '' : ` "${name}"`}`;
  const where = kind === 'field' ? '' : ` (${path})`;
  return `  ${mark(plainText(what))}${plainText(`${where}: ${[...said, ...todo].join(' ')}`)}`;
}
