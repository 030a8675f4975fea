import type { Condition } from '../condition/condition.ts';
import type { Priority } from '../incident/priority.ts';
import type { Severity } from '../log/severity.ts';
import type { LocalWindow } from '../time/local-window.ts';
import type { Instant } from '../time/instant.ts';
import type { Construct } from './construct.ts';

// What a source says about which alerts become pages, before it becomes a workspace; services, integrations and policies by their keys.

/** Which alerts something is about: those of these services and of these integrations for which the condition holds; each may be left out. */
export interface DraftWhen {
  services?: readonly string[] | undefined;
  integrations?: readonly string[] | undefined;
  condition?: Condition | undefined;
}

/** What they have in common. `key` and `name` make the id; several constructs may have become one. */
interface Common {
  key: string;
  name: string;
  from: readonly Construct[];
}

/** A routing rule; rules are asked in the order of the draft. */
export interface DraftRule extends Common {
  when: DraftWhen;
  set: {
    severity?: Severity | undefined;
    priority?: Priority | undefined;
    service?: string | undefined;
    policy?: string | undefined;
    tags?: readonly string[] | undefined;
    pauseMs?: number | undefined;
    suppress?: true | undefined;
  };
  stop?: true | undefined;
}

/** A grouping, asked in the order of the draft; `by` are fields of conditions. */
export interface DraftGrouping extends Common {
  when: DraftWhen;
  by: readonly string[];
  windowMs: number;
  rolling: boolean;
  most?: number | undefined;
}

/** An inhibition; `equal` are fields of conditions. */
export interface DraftInhibition extends Common {
  source: DraftWhen;
  target: DraftWhen;
  equal: readonly string[];
}

/** A maintenance window: once, or hours of every week on the clock of a zone. */
export interface DraftMaintenance extends Common {
  when: DraftWhen;
  once?: { from: Instant; until: Instant } | undefined;
  weekly?: { during: LocalWindow; zone: string } | undefined;
}

/** Something that says so often that it is alive. */
export interface DraftHeartbeat extends Common {
  service: string;
  everyMs: number;
  severity?: Severity | undefined;
}

/** What a draft says about noise. */
export interface DraftNoise {
  rules: DraftRule[];
  groupings: DraftGrouping[];
  inhibitions: DraftInhibition[];
  maintenances: DraftMaintenance[];
  heartbeats: DraftHeartbeat[];
}

/** Nothing about noise. */
export function emptyNoiseDraft(): DraftNoise {
  return { rules: [], groupings: [], inhibitions: [], maintenances: [], heartbeats: [] };
}
