import type { TurnLength } from '../schedule/turns.ts';
import type { Instant } from '../time/instant.ts';
import type { Role } from '../workspace/definitions.ts';
import type { Construct } from './construct.ts';
import { emptyNoiseDraft, type DraftNoise } from './draft-noise.ts';
import type { WeekSpan } from './week.ts';

// What every source is turned into before it becomes a workspace: what refers to something else does so by the source's own key.

/** A person as a source has them. */
export interface DraftPerson {
  key: string;
  name: string;
  role: Role;
  zone?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  from: Construct;
}

/** A team as a source has it; members and lead are keys of people. */
export interface DraftTeam {
  key: string;
  name: string;
  members: string[];
  lead?: string | undefined;
  from: Construct;
}

/** Whom a step pages, by the source's key. */
export interface DraftTarget {
  kind: 'person' | 'schedule' | 'team' | 'next-of' | 'policy';
  key: string;
  /** What to call it where it is not in the export. */
  name?: string | undefined;
  from: Construct;
}

/**
 * A rotation: turns of `turn` on the wall clock of `zone`, the first of which begins on `startsOn` at `handoffAt`. `spans` limit the hours
 * (none: always). It is there from `begins` up to `ends`; always when they are not given.
 */
export interface DraftRotation {
  name?: string | undefined;
  members: { key: string; name?: string | undefined }[];
  together?: number | undefined;
  turn: TurnLength;
  zone: string;
  handoffAt: string;
  startsOn: string;
  spans: readonly WeekSpan[];
  begins?: Instant | undefined;
  ends?: Instant | undefined;
  from: Construct;
}

/** Somebody who stands in, for everybody or for one. */
export interface DraftOverride {
  person: string;
  replaces?: string | undefined;
  begins: Instant;
  ends: Instant;
  from: Construct;
}

/**
 * A schedule. `overlapping` says what rotations that serve at the same time mean: the `last` one wins, or `all` of them are on call.
 */
export interface DraftSchedule {
  key: string;
  name: string;
  zone: string;
  rotations: DraftRotation[];
  overrides: DraftOverride[];
  overlapping: 'last' | 'all';
  from: Construct;
}

/** A step of a policy. */
export interface DraftStep {
  targets: DraftTarget[];
  name?: string | undefined;
  acknowledgeWithinMs?: number | undefined;
  resolveWithinMs?: number | undefined;
  /** Hours outside which it is passed over, in the policy's zone. */
  during?: readonly WeekSpan[] | undefined;
  /** Several sources' constructs may have become one step. */
  from: Construct[];
}

/** A policy. */
export interface DraftPolicy {
  key: string;
  name: string;
  description?: string | undefined;
  zone?: string | undefined;
  steps: DraftStep[];
  loops: number;
  /** Levels (from 1) the path goes to so long after it began, though somebody acknowledged. */
  rules?: { name: string; afterMs: number; level: number }[] | undefined;
  from: Construct;
}

/** A service; `policy` and `team` are keys. */
export interface DraftService {
  key: string;
  name: string;
  policy?: string | undefined;
  team?: string | undefined;
  runbook?: string | undefined;
  acknowledgementExpiresAfterMs?: number | undefined;
  from: Construct;
}

/** A monitor's way in; its key stays where it was. */
export interface DraftIntegration {
  key: string;
  name: string;
  service: string;
  from: Construct;
}

/** All of a source. */
export interface Draft extends DraftNoise {
  organisation: string;
  people: DraftPerson[];
  teams: DraftTeam[];
  schedules: DraftSchedule[];
  policies: DraftPolicy[];
  services: DraftService[];
  integrations: DraftIntegration[];
  /** What is different whatever the source says. */
  general: string[];
}

/** A draft of nothing yet. */
export function emptyDraft(organisation: string): Draft {
  return {
    organisation,
    people: [],
    teams: [],
    schedules: [],
    policies: [],
    services: [],
    integrations: [],
    ...emptyNoiseDraft(),
    general: [],
  };
}
