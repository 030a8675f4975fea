import type { PersonBalance } from '../balance/balance.ts';
import type { Stretch } from '../balance/stretch.ts';
import type { Finding } from '../coverage/finding.ts';
import type { Named } from '../queue/row.ts';
import type { LayerUse, Override, ScheduleLimits, Swap } from '../schedule/definition.ts';
import type { PersonImpact } from '../schedule/impact.ts';
import type { Turns } from '../schedule/turns.ts';
import type { Instant } from '../time/instant.ts';

/** A shift as it is drawn; the person by name. */
export interface ShiftView extends Stretch {
  person: Named;
  layer?: string | undefined;
  override?: string | undefined;
}

/** Somebody in a rotation as it stands now, and what will change: `from` when they begin, `until` when they go. */
export interface MemberView {
  id: string;
  person: Named;
  from?: Instant | undefined;
  until?: Instant | undefined;
}

/** A layer with its members in order, its own turns in the window, and how its turns are taken now and from later on. */
export interface LayerView {
  id: string;
  name?: string | undefined;
  use: LayerUse;
  members: MemberView[];
  turns: Turns;
  /** Other turns that hold from later on, in order. */
  changes: { from: Instant; turns: Turns }[];
  /** Since when it is there, and until when, where that is in the future. */
  from?: Instant | undefined;
  until?: Instant | undefined;
  shifts: ShiftView[];
}

/** A swap with names, and what the reader may do to it. */
export interface SwapView extends Omit<Swap, 'giver' | 'taker' | 'by'> {
  giver: Named;
  taker: Named;
  may: ('approve' | 'decline' | 'withdraw' | 'undo')[];
}

/** A stretch of somebody's leave. */
export interface LeaveView extends Stretch {
  id?: string | undefined;
  person: Named;
  note?: string | undefined;
}

/** Everything the rotation editor draws of one schedule in a window [from, until). Layers are in rank order, the last wins. */
export interface ScheduleView extends Stretch {
  id: string;
  name: string;
  zone: string;
  limits?: ScheduleLimits | undefined;
  layers: LayerView[];
  /** What comes of all layers and overrides. */
  final: ShiftView[];
  backup: ShiftView[];
  shadow: ShiftView[];
  overrides: (Override & { name: string })[];
  swaps: SwapView[];
  /** Hours of the window in which nobody is on call and somebody should be, however far away the window is. */
  gaps: Stretch[];
  /** Leave of those who take turns and of the reader, in the window; without an id where only the workspace file may change it. */
  leave: LeaveView[];
  holidays: { date: string; name: string }[];
  /** What is wrong in the next 90 days, of this schedule and the policies that lead to it. */
  findings: Finding[];
  balance: PersonBalance[];
  /** Who could be put on call. */
  people: Named[];
  /** Everybody and every policy that members, findings and the balance speak of; who has gone by the name that is left. */
  names: Named[];
  mayEdit: boolean;
}

/** All schedules by name, and the one that is looked at. */
export interface SchedulesView {
  schedules: { id: string; name: string; zone: string; worst?: Finding | undefined }[];
  shown?: ScheduleView | undefined;
}

/** What a change would do before it is made: to each person, and what would be wrong that is not wrong now. */
export interface EditPreview {
  people: (PersonImpact & { name: string })[];
  newFindings: Finding[];
  /** The final schedule in the window as it would be. */
  final: ShiftView[];
  /** The hours of the window nobody would have. */
  gaps: Stretch[];
}

/** What is looked at: which schedule (the first when it is left out), which window, by whom and when. */
export interface Looking extends Stretch {
  schedule?: string | undefined;
  me: string;
  now: Instant;
}
