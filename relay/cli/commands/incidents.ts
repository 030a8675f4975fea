import { Command } from 'commander';
import { SECOND_MS } from '../../../shared/time/instant.ts';
import { answering, type CommonFlags } from '../answer.ts';
import { CliError, misused } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { relativeText } from '../output/moment-text.ts';
import type { Style } from '../output/style.ts';
import { table, type Cell } from '../output/table.ts';
import { IncidentList, type IncidentRecord } from '../relay-answers.ts';
import { operatorClient } from '../relay-client.ts';

const statuses = ['triggered', 'acknowledged', 'suppressed', 'resolved'];

/** `incidents`: what needs somebody. */
export function incidentsCommand(io: Io): Command {
  return new Command('incidents')
    .summary('list incidents, the most urgent first')
    .description('Lists incidents, the most urgent first; unless told otherwise those still open.')
    .optionsGroup('Which incidents:')
    .option('--status <list>', `${statuses.join(', ')} (several with commas) or all`)
    .addHelpText('after', '\nExamples:\n  watchbell incidents\n  watchbell incidents --status resolved --json')
    .action(
      answering(io, async (flags: CommonFlags & { status?: string }) => {
        const wanted = statusesOf(flags.status);
        const list = await operatorClient(io, flags).get(`/v1/incidents?status=${wanted.join(',')}`, IncidentList);
        return { json: list, text: (style) => incidentTable(list.incidents, wanted, { now: io.now(), style, invocation: io.invocation }) };
      }),
    );
}

function statusesOf(text: string | undefined): string[] {
  if (text === undefined) {
    return ['triggered', 'acknowledged'];
  }
  const wanted = text.split(',').map((each) => each.trim().toLowerCase());
  if (wanted.length === 1 && wanted[0] === 'all') {
    return statuses;
  }
  const unknown = wanted.find((each) => !statuses.includes(each));
  if (unknown !== undefined) {
    throw new CliError(misused, `"${unknown}" is not a status of an incident.`, `Use ${statuses.join(', ')} or all.`);
  }
  return wanted;
}

/** The table of incidents; a sentence when there are none. */
export function incidentTable(
  incidents: readonly IncidentRecord[],
  wanted: readonly string[],
  at: { now: number; style: Style; invocation: string },
): string {
  const { now, style, invocation } = at;
  if (incidents.length === 0) {
    if (wanted.includes('resolved') || wanted.length === 1) {
      return wanted.length === statuses.length ? 'There are no incidents yet.' : `No incident is ${wanted.join(' or ')}.`;
    }
    return `No open incidents. To try one: ${invocation} trigger --service SERVICE --title "Just a test" --test`;
  }
  const columns = [
    { title: '#' },
    { title: 'SEVERITY' },
    { title: 'STATUS' },
    { title: 'SERVICE', shrinks: true },
    { title: 'TITLE', shrinks: true },
    { title: 'SINCE' },
    { title: 'WHO', shrinks: true },
    { title: 'NEXT', shrinks: true },
  ];
  const rows = incidents.map((incident): Cell[] => [
    { text: String(incident.number), mark: style.bold },
    { text: incident.severity, mark: severityMark(incident.severity, style) },
    { text: incident.status, mark: statusMark(incident.status, style) },
    incident.service.name,
    `${incident.test ? '[Test] ' : ''}${incident.title}${collected(incident)}`,
    relativeText(Date.parse(incident.triggeredAt), now),
    whoText(incident),
    nextText(incident, now),
  ]);
  return table(columns, rows, style);
}

function severityMark(severity: string, style: Style): (text: string) => string {
  return severity === 'critical' || severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.dim;
}

function statusMark(status: string, style: Style): (text: string) => string {
  return status === 'triggered' ? style.red : status === 'acknowledged' ? style.yellow : style.green;
}

/** What an incident stands for besides its title: the problems a group collects, and the incidents a storm's summary keeps quiet. */
function collected({ problems = [], standsFor = 0 }: IncidentRecord): string {
  const over = problems.filter(({ isOver }) => isOver).length;
  const group = problems.length === 0 ? [] : [`${problems.length} problems${over === 0 ? '' : `, ${over} over`}`];
  const said = [...group, ...(standsFor === 0 ? [] : [`stands for ${standsFor}`])];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

/** Who has it, or whom it pages. */
export function whoText({ status, acknowledgedBy, acknowledgedAt, acknowledgedVia, paged, suppression }: IncidentRecord): string {
  if (suppression) {
    const { reason, name, other } = suppression;
    return `pages nobody: ${reason}${name === undefined ? '' : ` “${name}”`}${other ? `, for #${other.number}` : ''}`;
  }
  if (status !== 'triggered') {
    const nobody = acknowledgedVia === 'monitor' ? 'its monitor' : 'the operator';
    return acknowledgedBy?.name ?? (acknowledgedAt === undefined ? '' : nobody);
  }
  return paged.length === 0 ? 'pages nobody' : `pages ${paged.map(({ name }) => name).join(', ')}`;
}

/** What happens next if nobody does anything. */
export function nextText({ next, suppression }: IncidentRecord, now: number): string {
  if (suppression?.until !== undefined) {
    return `may ring ${relativeText(Date.parse(suppression.until), now)}`;
  }
  if (!next) {
    return '';
  }
  const at = Date.parse(next.at);
  // What falls due this second is not over.
  const when = at - now < SECOND_MS ? 'now' : relativeText(at, now);
  if (next.kind === 'snooze-ends') {
    return `asleep, rings again ${when}`;
  }
  if (next.kind !== 'step') {
    return `rings again ${when} unless resolved`;
  }
  const people = next.people.map(({ name }) => name).join(', ');
  return `${people === '' ? (next.isCatchAll === true ? 'last resort' : 'next step') : people} ${when}`;
}
