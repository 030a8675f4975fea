import { balanceOf } from '../balance/balance.ts';
import { coverageHorizonMs, coverageOf, holesIn } from '../coverage/coverage.ts';
import type { Finding } from '../coverage/finding.ts';
import { holidaysIn } from '../condition/holidays.ts';
import type { Named } from '../queue/row.ts';
import type { Schedule, Swap } from '../schedule/definition.ts';
import { shiftsBetween, type Shift } from '../schedule/on-call.ts';
import { all, find, nameOf, type Workspace } from '../workspace/workspace.ts';
import { layersInOrder, layerView } from './layer-view.ts';
import type { Looking, SchedulesView, ScheduleView, ShiftView, SwapView } from './schedule-view.ts';

/** All schedules, and everything of one in a window. */
export function schedulesView(workspace: Workspace, looking: Looking): SchedulesView {
  const findings = coverageOf(workspace, { from: looking.now, until: looking.now + coverageHorizonMs });
  const schedules = all(workspace, 'schedule');
  const shown = schedules.find(({ id }) => id === looking.schedule) ?? schedules[0];
  return {
    schedules: schedules.map(({ id, name, zone }) => ({ id, name, zone, worst: findings.find((finding) => isOf(workspace, finding, id)) })),
    shown: shown && scheduleView(workspace, shown, findings, looking),
  };
}

/** Whether a finding concerns a schedule: its own, or a policy's that leads to it. */
function isOf(workspace: Workspace, finding: Finding, schedule: string): boolean {
  if (finding.kind !== 'same-level-next') {
    return finding.schedule === schedule || (finding.kind === 'two-watches' && finding.other === schedule);
  }
  const steps = find(workspace, 'policy', finding.policy)?.steps ?? [];
  return steps.some(({ targets }) => targets.some(({ kind, id }) => kind === 'schedule' && id === schedule));
}

function scheduleView(
  workspace: Workspace,
  schedule: Schedule,
  findings: readonly Finding[],
  { from, until, me, now }: Looking,
): ScheduleView {
  const named = (id: string): Named => ({ id, name: nameOf(workspace, 'person', id) });
  const drawn = (shifts: readonly Shift[]): ShiftView[] => shifts.map(({ person, ...shift }) => ({ person: named(person), ...shift }));
  const mine = find(workspace, 'person', me);
  const mayEdit = mine?.role === 'lead' || mine?.role === 'admin';
  const final = shiftsBetween(schedule, from, until);
  const concerned = new Set([
    ...schedule.layers.flatMap(({ members }) => members.map(({ person }) => person)),
    ...final.map(({ person }) => person),
  ]);
  const homes = [...concerned].map((person) => ({ person, zone: find(workspace, 'person', person)?.zone ?? schedule.zone }));
  const balance = balanceOf({ from, until, people: homes, shifts: final, interruptions: [] });
  const ofThis = findings.filter((finding) => isOf(workspace, finding, schedule.id));
  const calendars = new Set([
    ...schedule.layers.flatMap(({ turns }) => turns.flatMap((each) => each.turns.holidays?.calendar ?? [])),
    ...all(workspace, 'policy').flatMap(({ holidays = [] }) => holidays),
  ]);
  return {
    id: schedule.id,
    name: schedule.name,
    zone: schedule.zone,
    limits: schedule.limits,
    from,
    until,
    layers: layersInOrder(schedule, now).map((layer) => layerView(schedule, layer, { from, until }, now, named, drawn)),
    final: drawn(final),
    backup: drawn(shiftsBetween(schedule, from, until, 'backup')),
    shadow: drawn(shiftsBetween(schedule, from, until, 'shadow')),
    overrides: schedule.overrides
      .filter((each) => each.until > from && each.from < until)
      .map((each) => ({ ...each, name: named(each.person).name })),
    swaps: (schedule.swaps ?? []).filter((swap) => swap.until > now).map((swap) => swapView(swap, named, me, mayEdit)),
    gaps: holesIn({ schedule, shifts: final }, { from, until }),
    leave: all(workspace, 'person')
      .filter(({ id }) => concerned.has(id) || id === me)
      .flatMap(({ id, timeOff = [] }) => timeOff.map((away) => ({ ...away, person: named(id) })))
      .filter((away) => away.until > from && away.from < until),
    holidays: [...calendars].flatMap((calendar) => holidaysIn(calendar, schedule.zone, from, until)),
    findings: ofThis,
    balance: 'problem' in balance ? [] : balance.people,
    names: namesIn(workspace, ofThis, concerned),
    people: all(workspace, 'person').flatMap(({ id, name, role }) => (role === 'stakeholder' ? [] : [{ id, name }])),
    mayEdit,
  };
}

/** The names of people and policies by their ids. */
function namesIn(workspace: Workspace, findings: readonly Finding[], concerned: ReadonlySet<string>): Named[] {
  const people = new Set([
    ...all(workspace, 'person').map(({ id }) => id),
    ...concerned,
    ...findings.flatMap((finding) => ('person' in finding ? [finding.person] : [])),
  ]);
  const policies = all(workspace, 'policy').map(({ id, name }) => ({ id, name }));
  return [...[...people].map((id) => ({ id, name: nameOf(workspace, 'person', id) })), ...policies];
}

function swapView({ giver, taker, by: _, ...swap }: Swap, named: (id: string) => Named, me: string, mayEdit: boolean): SwapView {
  const isMine = (id: string) => mayEdit || id === me;
  const may: SwapView['may'] = [];
  if (swap.status === 'requested') {
    may.push(...(isMine(taker) ? (['approve', 'decline'] as const) : []), ...(isMine(giver) ? (['withdraw'] as const) : []));
  } else if (swap.status === 'approved' && (isMine(giver) || isMine(taker))) {
    may.push('undo');
  }
  return { ...swap, giver: named(giver), taker: named(taker), may };
}
