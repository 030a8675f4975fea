import type { Alert, Attachment, Known } from '../alert/alert.ts';
import type { ActionKind } from '../incident/action-events.ts';
import type { TellingView } from '../delivery/telling-view.ts';
import type { ActionStatus } from '../incident/action.ts';
import type { IncidentRole } from '../incident/incident-events.ts';
import type { RelatedChange, SimilarIncident } from '../insight/context.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { IncidentRow, Named, PastStep } from '../queue/row.ts';
import type { SuppressedBy } from '../queue/suppressed-by.ts';
import type { Decided } from '../routing/decided.ts';
import type { Instant } from '../time/instant.ts';
import type { Role } from '../workspace/definitions.ts';

/** How this desktop stands to its relay. `since` is the local wall clock (epoch ms). */
export interface Connection {
  /** `unpaired` before a person was chosen; `updating` while a first or long catch-up runs; `refused` when the relay will not have this device. */
  state: 'unpaired' | 'connecting' | 'updating' | 'online' | 'offline' | 'refused';
  since: Instant;
  relayUrl?: string | undefined;
  /** Commands made here that the relay has not confirmed. */
  pending: number;
  /** Entries received and to come while `updating`. */
  progress?: { done: number; total: number } | undefined;
  /** A sentence for `offline` and `refused`: what happened and what to do. */
  why?: string | undefined;
  /** What is wrong with the relay's signed word on its log, beside this copy of it; undefined while they agree. */
  doubt?: 'not-signed' | 'other-history' | 'read-otherwise' | undefined;
  /** Best estimate of relay clock minus local clock, in ms: add it to the local clock before comparing with an `Instant` of a row. */
  clockOffsetMs: number;
}

/** A schedule this person is or will be on call for. */
export interface Duty {
  schedule: Named;
  from: Instant;
  until: Instant;
}

/** Who is on call for one schedule now, and who comes after. */
export interface OnCallRow {
  schedule: Named;
  zone: string;
  person?: Named | undefined;
  until?: Instant | undefined;
  /** The others on call at the same time, and the second level. */
  also: Named[];
  backup: Named[];
  next?: { person: Named; from: Instant } | undefined;
}

/** A command the relay parked or refused; it stays until its author dismisses it or makes it again. */
export interface ReturnedCommand {
  id: string;
  outcome: 'parked' | 'refused';
  type: string;
  why: string;
  at: Instant;
  incident?: { id: string; number: number; title: string } | undefined;
  /** The schedule it was to edit. */
  schedule?: Named | undefined;
  /** Whether making it again can succeed. */
  canReapply: boolean;
}

/** How the last daily test of a device came out. */
export interface TestResult {
  at: Instant;
  outcome: 'shown' | 'failed';
  why?: string | undefined;
}

/**
 * What a laptop watches for its person (C11); instants are relay ms.
 * - `relayGoneSince`: the relay has been out of reach for longer than a restart takes.
 * - `engineStillSince`: the relay is there, and its engine does not do what has been due since then.
 * - `missedAt`: when this laptop's own engine last missed something, and did it late.
 * - `test`: how the last daily test came out, and when this laptop was last proven to ring.
 */
export interface SelfWatchView {
  relayGoneSince?: Instant | undefined;
  engineStillSince?: Instant | undefined;
  missedAt?: Instant | undefined;
  test: { last?: TestResult | undefined; provenAt?: Instant | undefined };
}

/** Somebody on call now (`from` is not after now) or this week, and when each of their devices was last proven to ring. */
export interface ProvenRow {
  person: Named;
  from: Instant;
  devices: { name: string; last?: TestResult | undefined; provenAt?: Instant | undefined }[];
}

/** Everything the window's shell and queue show; main sends a fresh one whenever it changes. */
export interface Desk {
  me?: { id: string; name: string; role: Role; zone?: string | undefined } | undefined;
  organisation: string;
  connection: Connection;
  onDuty: Duty[];
  nextDuty?: Duty | undefined;
  /** Those after it, in order; at most four. */
  laterDuties: Duty[];
  onCall: OnCallRow[];
  /** Open incidents and those resolved in the last 24 h, sorted for the queue; of the suppressed ones the newest. */
  queue: IncidentRow[];
  /** How many incidents are suppressed in all, also those the queue leaves out. */
  suppressed: number;
  returned: ReturnedCommand[];
  handoffs: Handoff[];
  people: Named[];
  services: Named[];
  /** The relay reckons with other time-zone rules than this laptop: the release of each. */
  zonesDiffer?: { relay: string; here: string } | undefined;
  /** The log holds what this laptop's version must not ignore and cannot read: the types of event. Until it is updated it pages for every incident of its person's teams. */
  notUnderstood?: string[] | undefined;
  /** Native notifications do not come through on this system: a sentence saying why and what is done instead. */
  bellTrouble?: string | undefined;
  soundsPausedUntil?: Instant | undefined;
  /** When the daily test of this laptop's bell comes, as `10:00` on its person's clock, or `off`. */
  dailyTest?: string | undefined;
  /** What this laptop has found out about the relay and about itself; undefined where nothing watches. */
  selfWatch?: SelfWatchView | undefined;
  /** When the bells of those on call this week were last proven to ring; for leads. */
  proven?: ProvenRow[] | undefined;
  locale: 'en' | 'fr';
  colorScheme: 'light' | 'dark' | 'auto';
  version: string;
}

/** One line of an incident's timeline. */
export interface TimelineEntry {
  id: string;
  type: string;
  /** When the relay recorded it; for one still pending, this device's estimate. */
  at: Instant;
  /** The author's own evidence of when, given when it is more than 30 s earlier: made offline. */
  happenedAt?: Instant | undefined;
  actor: { kind: 'person' | 'integration' | 'admin' | 'engine'; name: string };
  device?: string | undefined;
  pending: boolean;
  verdict: 'applied' | 'noop' | 'parked';
  why?: string | undefined;
  /** The event's body, with people's ids replaced by names under `people` where it names any. */
  body: Record<string, unknown>;
  people: Named[];
  /** The name of the room it opened. */
  room?: string | undefined;
  /** Why it suppressed the incident, with names; of an entry that did. */
  suppression?: SuppressedBy | undefined;
}

/** An outbound action of an incident, with names; the id of each is that of the entry that proposed it. */
export interface ActionView {
  id: string;
  kind: ActionKind;
  text: string;
  /** Who proposed it; undefined for the operator. */
  by?: Named | undefined;
  at: Instant;
  status: ActionStatus;
  checkpoint?: string | undefined;
  needed: number;
  asked: Named[];
  approvals: Named[];
  until?: Instant | undefined;
  rejection?: { person?: Named | undefined; reason: string } | undefined;
  /** Whether this person is asked and has not answered yet. */
  mine: boolean;
}

/**
 * One incident with all that is known of it.
 * - `call` is the page to this person in their own right that waits for an answer; what they decline.
 * - `newerPolicy` is the revision its policy has by now, when that is not the one in force here.
 */
export interface IncidentDetail {
  row: IncidentRow;
  past: PastStep[];
  actions: ActionView[];
  deadline?: Instant | undefined;
  roles: { role: IncidentRole; person: Named }[];
  call?: string | undefined;
  newerPolicy?: number | undefined;
  alert?: Alert | undefined;
  runbook?: string | undefined;
  /** What is known beside the alert, and the links: what a person or a rule said. */
  known?: Known | undefined;
  links?: Alert['links'];
  /** Logs and pictures beside it, the latest twenty. */
  attachments?: Attachment[] | undefined;
  /** What each routing rule decided, by the rule's name, in their order. */
  routed?: { rule: string; decided: Decided[] }[] | undefined;
  /** The problems it collects once there are several, those that go on first; the first hundred. */
  members?: { key: string; title: string; isOver: boolean }[] | undefined;
  /** Past incidents like it, the likest first, and what was changed on its service in the 24 h before it began (S129). */
  similar?: SimilarIncident[] | undefined;
  changes?: RelatedChange[] | undefined;
  /** Who is told of it, and where. */
  telling?: TellingView | undefined;
  timeline: TimelineEntry[];
}

/** A handoff about to be written: the shift that ends, who takes over, and what the engine gathered for them. */
export interface HandoffDraft {
  schedule: Named;
  shift: { from: Instant; until: Instant };
  to?: Named | undefined;
  candidates: Named[];
  /** `line` is what the writer adds to each; it starts empty. */
  incidents: { id: string; number: number; title: string; status: string; line: string }[];
  counts: { triggered: number; acknowledged: number; resolved: number; pages: number };
}
