import { stringify } from 'yaml';
import { readWorkspaceFile, type FileDefinitions, type FileProblem } from '../workspace/file.ts';
import { alertmanager } from './alertmanager/alertmanager.ts';
import { assemble } from './assemble.ts';
import { Construct } from './construct.ts';
import { gather } from './gather.ts';
import { goalert } from './goalert/goalert.ts';
import { grafanaOncall } from './grafana-oncall/grafana-oncall.ts';
import { opsgenie } from './opsgenie/opsgenie.ts';
import { pagerduty } from './pagerduty/pagerduty.ts';
import { countsOf, type ImportReport } from './report.ts';
import type { ImportOptions, Source, SourceFile } from './source.ts';
import { splunkOncall } from './splunk-oncall/splunk-oncall.ts';

/** The systems an export can come from. */
export const sources = {
  pagerduty,
  opsgenie,
  'splunk-oncall': splunkOncall,
  'grafana-oncall': grafanaOncall,
  goalert,
  alertmanager,
} as const satisfies Readonly<Record<string, Source>>;

/** What an import made: a workspace file that `apply` takes, and what became of everything. */
export interface Imported {
  yaml: string;
  definitions?: FileDefinitions | undefined;
  /** What is wrong with what was written; none unless this importer is. */
  problems: FileProblem[];
  report: ImportReport;
}

const everywhere = [
  'When a policy has ended and nobody answered, Watchbell goes on paging the catch-all until somebody acknowledges; name people for it under "organisation.catchAll", or everyone who may answer is paged.',
  'A step that leads to nobody goes on at once and does not wait.',
  'A warning is paged once and goes no further, and info pages nobody; "organisation.severities" changes that.',
  'People are paged on their desktops; phones, SMS and mail are no ways of Watchbell yet.',
  'Keys of integrations are never taken over: the relay makes new ones, and each monitor has to be pointed at it.',
];

/**
 * Turns the files of an export into a workspace file and a report in which every construct of the source is exactly once (C16). Never
 * throws for what is in the files. No secret of the source is in what it returns: keys, tokens and addresses of hooks are never read.
 */
export function importFrom(source: Source, files: readonly SourceFile[], options: ImportOptions): Imported {
  const { content, entries: lost } = gather(source, files);
  const root = new Construct('', source.shape, content);
  const { content: workspace, general } = assemble(source.draft(root, options), options.now);
  const entries = [...root.entries().slice(1), ...lost];
  const yaml = stringify(workspace, { aliasDuplicateObjects: false });
  const { definitions, problems, warnings } = readWorkspaceFile(yaml);
  const report: ImportReport = {
    source: source.title,
    counts: countsOf(entries),
    entries,
    general: [...everywhere, ...general],
    warnings: warnings.map(({ path, message }) => `${path}: ${message}`),
  };
  return { yaml, definitions, problems, report };
}
