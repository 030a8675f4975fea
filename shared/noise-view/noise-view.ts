import type { Known } from '../alert/alert.ts';
import type { Priority } from '../incident/priority.ts';
import type { Severity } from '../log/severity.ts';
import type { Maintenance } from '../noise/maintenance.ts';
import type { Silence } from '../noise/silence.ts';
import type { TargetView, Words } from '../policy-view/policy-view.ts';
import type { Named } from '../queue/row.ts';
import type { Instant } from '../time/instant.ts';
import type { Occurrence } from './occurrences.ts';

/** What every definition on the screen has: what it is called, how many incidents it suppresses now, and whether the relay has yet to confirm it. */
export interface Shown {
  id: string;
  name: string;
  suppresses: number;
  pending: boolean;
}

/** A silence: whether it holds now, is to come, or is over. */
export interface SilenceView extends Shown {
  definition: Silence;
  state: 'active' | 'coming' | 'ended';
  when: Words;
}

/** A maintenance window with the next times it lasts; it is over when there are none. */
export interface MaintenanceView extends Shown {
  definition: Maintenance;
  services: Named[];
  when?: Words | undefined;
  next: Occurrence[];
  isNow: boolean;
}

/** What a routing rule sets, by name; a service it names by a field stays as it is written. */
export interface EffectsView {
  severity?: Severity | undefined;
  priority?: Priority | undefined;
  service?: string | undefined;
  policy?: string | undefined;
  assign?: TargetView[] | undefined;
  tags?: string[] | undefined;
  known?: Known | undefined;
  pauseMs?: number | undefined;
  suppress?: true | undefined;
}

/** A routing rule: `applied` counts the incidents of the last 24 h it decided something about, the latest at `lastAt`. */
export interface RoutingRuleView extends Shown {
  isOn: boolean;
  when: Words;
  sets: EffectsView;
  stops: boolean;
  applied: number;
  lastAt?: Instant | undefined;
}

/** A grouping; `by` are its fields in words. */
export interface GroupingView extends Shown {
  when?: Words | undefined;
  by: Words[];
  windowMs: number;
  rolling: boolean;
  most: number;
}

/** An inhibition; `equal` are its fields in words. */
export interface InhibitionView extends Shown {
  source: Words;
  target: Words;
  equal: Words[];
}

/** Everything that keeps noise down, and what this person may change of it. */
export interface NoiseView {
  silences: SilenceView[];
  maintenance: MaintenanceView[];
  rules: RoutingRuleView[];
  groupings: GroupingView[];
  inhibitions: InhibitionView[];
  maySilence: boolean;
  mayEdit: boolean;
}
