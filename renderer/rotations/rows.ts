import type { Stretch } from '../../shared/balance/stretch.ts';
import type { Finding } from '../../shared/coverage/finding.ts';
import type { Named } from '../../shared/queue/row.ts';
import type { LayerView, LeaveView, ScheduleView, ShiftView } from '../../shared/schedule-view/schedule-view.ts';
import { inLanes, shared } from './place.ts';

/** Something drawn on the timeline: somebody's watch, hours nobody has, or somebody's leave. */
export interface Bar extends Stretch {
  key: string;
  kind: 'shift' | 'gap' | 'leave';
  lane: number;
  person?: Named | undefined;
  layer?: string | undefined;
  override?: string | undefined;
  leave?: LeaveView | undefined;
  /** What is wrong with it, the worst first. */
  findings: Finding[];
  /** Of a layer's turn, the parts in which it counts; the others a later layer or an override has. */
  counts?: Stretch[] | undefined;
  /** Whether others are on call at the same time. */
  together?: boolean | undefined;
}

/** A row of the timeline. */
export interface Row {
  id: string;
  kind: 'final' | 'layer' | 'backup' | 'shadow' | 'leave';
  layer?: LayerView | undefined;
  lanes: number;
  bars: Bar[];
}

type Unplaced = Omit<Bar, 'lane'>;

/** The rows of a schedule from top to bottom: what comes of it all, then the layers with the winning one first, then who stands behind. */
export function rowsOf(view: ScheduleView): Row[] {
  const onCall = view.layers.filter(({ use }) => use === 'on-call').toReversed();
  const others = (use: 'backup' | 'shadow'): Row[] => {
    const layers = view.layers.filter((layer) => layer.use === use);
    const whole = row(
      use,
      use,
      view[use].map((shift) => ofShift(use, shift)),
    );
    return layers.length === 0 ? [] : [{ ...whole, layer: layers.length === 1 ? layers[0] : undefined }];
  };
  return [
    row('final', 'final', finalBars(view)),
    ...(view.leave.length === 0 ? [] : [row('leave', 'leave', view.leave.map(ofLeave))]),
    ...onCall.map((layer) => ({
      ...row(
        layer.id,
        'layer',
        layer.shifts.map((shift) => ofTurn(view, layer, shift)),
      ),
      layer,
    })),
    ...others('backup'),
    ...others('shadow'),
  ];
}

function row(id: string, kind: Row['kind'], bars: readonly Unplaced[]): Row {
  const { lanes, placed } = inLanes(bars);
  return { id, kind, lanes, bars: placed };
}

function finalBars(view: ScheduleView): Unplaced[] {
  const gaps = view.gaps.map((gap): Unplaced => ({ ...gap, key: `gap ${gap.from}`, kind: 'gap', findings: [] }));
  // By their beginning: whoever overlaps with anybody does so with the one before or after, or with an earlier one that lasts.
  let reaches = -Infinity;
  const shifts = view.final.map((shift, i) => {
    const together = shift.from < reaches || (view.final[i + 1]?.from ?? Infinity) < shift.until;
    reaches = Math.max(reaches, shift.until);
    return { ...ofShift('final', shift), findings: view.findings.filter((finding) => concerns(finding, shift)), together };
  });
  return [...gaps, ...shifts];
}

/** The weeks of a calendar as rows: what comes of it all, cut at each Monday, and who is on leave. */
export function weeksOf(view: ScheduleView, weeks: readonly Stretch[]): Row[] {
  const [watches, away] = [finalBars(view), view.leave.map(ofLeave)];
  return weeks.map((week) => {
    const within = (bars: readonly Unplaced[]): Unplaced[] =>
      bars.filter((bar) => shared(bar, week)).map((bar) => ({ ...bar, key: `${bar.key} in ${week.from}` }));
    const [onCall, onLeave] = [row(`week ${week.from}`, 'final', within(watches)), row('', 'leave', within(away))];
    const below = onLeave.bars.map((bar) => ({ ...bar, lane: bar.lane + onCall.lanes }));
    return { ...onCall, lanes: onCall.lanes + (below.length > 0 ? onLeave.lanes : 0), bars: [...onCall.bars, ...below] };
  });
}

/** Whether a finding is about a watch. */
export function concerns(finding: Finding, { person, from, until, override }: ShiftView): boolean {
  if (finding.kind === 'gap' || !shared(finding, { from, until })) {
    return false;
  }
  return finding.kind === 'overlap' ? override !== undefined : finding.person === person.id;
}

function ofShift(where: string, { person, from, until, layer, override }: ShiftView): Unplaced {
  return { key: `${where} ${person.id} ${from}`, kind: 'shift', person, from, until, layer, override, findings: [] };
}

function ofTurn(view: ScheduleView, layer: LayerView, shift: ShiftView): Unplaced {
  const own = view.final.filter(
    (each) => each.from < shift.until && each.until > shift.from && each.layer === layer.id && each.person.id === shift.person.id,
  );
  return { ...ofShift(layer.id, shift), layer: layer.id, counts: own.flatMap((each) => shared(each, shift) ?? []) };
}

function ofLeave(leave: LeaveView): Unplaced {
  const { person, from, until } = leave;
  return { key: `leave ${person.id} ${from}`, kind: 'leave', person, from, until, leave, findings: [] };
}
