import type { Reader } from '../../shared/coverage/sentences.ts';
import type { ScheduleView, ShiftView } from '../../shared/schedule-view/schedule-view.ts';
import { isoOf } from '../../shared/time/instant.ts';
import type { Workspace } from '../../shared/workspace/workspace.ts';
import { findingRecord, isoStretch } from './reader.ts';

const iso = (at: number | undefined) => (at === undefined ? undefined : isoOf(at));
const shifts = (drawn: readonly ShiftView[]) => drawn.map(isoStretch);

/** A schedule in a window as the API tells it: what comes of it, its layers, overrides and swaps, and what is wrong with it. */
export function scheduleRecord(workspace: Workspace, view: ScheduleView, reader: Reader): Record<string, unknown> {
  return {
    id: view.id,
    name: view.name,
    zone: view.zone,
    limits: view.limits,
    from: isoOf(view.from),
    until: isoOf(view.until),
    final: shifts(view.final),
    backup: shifts(view.backup),
    shadow: shifts(view.shadow),
    layers: view.layers.map(({ members, changes, from, until, ...layer }) => ({
      ...layer,
      from: iso(from),
      until: iso(until),
      members: members.map((member) => ({ ...member, from: iso(member.from), until: iso(member.until) })),
      changes: changes.map((change) => ({ ...change, from: isoOf(change.from) })),
      shifts: shifts(layer.shifts),
    })),
    overrides: view.overrides.map(({ name, person, ...override }) => ({ ...isoStretch(override), person: { id: person, name } })),
    swaps: view.swaps.map(({ may: _, ...swap }) => isoStretch(swap)),
    leave: view.leave.map(isoStretch),
    holidays: view.holidays,
    findings: view.findings.map((finding) => findingRecord(workspace, finding, reader)),
    balance: view.balance,
  };
}
