import { findingKinds, type Finding } from '../../shared/coverage/finding.ts';

/** Findings that say the same of the same people, the earliest first. */
export interface FindingGroup {
  key: string;
  first: Finding;
  all: Finding[];
}

/** Findings as a reader wants them: the worst first, what repeats told once. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, subjectOf);
  return [...groups]
    .flatMap(([key, all]) => {
      const ordered = all.toSorted((a, b) => a.from - b.from);
      return ordered[0] ? [{ key, first: ordered[0], all: ordered }] : [];
    })
    .toSorted((a, b) => findingKinds.indexOf(a.first.kind) - findingKinds.indexOf(b.first.kind) || a.first.from - b.first.from);
}

function subjectOf(finding: Finding): string {
  switch (finding.kind) {
    case 'gap':
      return `gap ${finding.schedule}`;
    case 'gone':
    case 'leave':
    case 'no-way':
    case 'rest':
    case 'nights':
      return `${finding.kind} ${finding.person}`;
    case 'same-level-next':
      return `${finding.kind} ${finding.policy} ${finding.level} ${finding.person}`;
    case 'two-watches':
      return `${finding.kind} ${finding.person} ${[finding.schedule, finding.other].toSorted().join(' ')}`;
    case 'overlap':
      return `${finding.kind} ${finding.person} ${finding.other}`;
  }
}
