import { z } from 'zod';
import type { Explanation } from '../explain/explanation.ts';
import type { FieldError } from '../form/field-error.ts';
import type { Form } from '../form/form.ts';
import { OpenedByHand } from '../form/open-by-hand.ts';
import { DeviceVia } from '../incident/incident-events.ts';
import { Id, InstantMs } from '../log/envelope.ts';
import { Severity } from '../log/severity.ts';
import type { NoiseView } from '../noise-view/noise-view.ts';
import type { RuleTrial } from '../noise-view/rule-trial.ts';
import type { MatchPreview } from '../noise-view/preview.ts';
import type { PoliciesView } from '../policy-view/policy-view.ts';
import { scheduleCommandNames } from '../schedule/command-names.ts';
import type { ChangeView } from '../schedule-view/changes.ts';
import { FairAsked } from '../schedule-view/fair-asked.ts';
import type { FairView } from '../schedule-view/propose.ts';
import type { EditPreview, SchedulesView } from '../schedule-view/schedule-view.ts';
import { LocalWindow } from '../time/local-window.ts';
import { PagingRule, QuietHours } from '../workspace/person-rules.ts';
import { WayKind } from '../workspace/way-events.ts';
import type { WayView } from '../workspace/way-view.ts';
import { incidentCommandNames } from '../state/command-names.ts';
import type { Desk, HandoffDraft, IncidentDetail } from './desk.ts';

/** What a command answers: done and (perhaps) still to be confirmed, or a sentence that says what to do. */
export type CommandResult = { ok: true } | { ok: false; message: string };

const incident = z.strictObject({ id: Id, via: DeviceVia });

const said = z.record(z.string(), z.unknown());

/** What people define from the window to keep noise down. */
export const noiseKinds = ['silence', 'maintenance'] as const;

const window = { from: InstantMs, until: InstantMs };
const edits = z
  .array(z.strictObject({ name: z.enum(scheduleCommandNames), said: z.record(z.string(), z.unknown()) }))
  .min(1)
  .max(200);

/** Requests the window may make of main: channel to schema of its one argument. Main checks every call against it. */
export const requests = {
  'desk:get': z.undefined(),
  'policies:get': z.undefined(),
  'form:get': z.undefined(),
  'schedules:get': z.strictObject({ schedule: Id.optional(), ...window }),
  'schedules:preview': z.strictObject({ schedule: Id, edits, ...window }),
  'schedules:edit': z.strictObject({ schedule: Id, edits }),
  'schedules:changes': z.strictObject({ schedule: Id }),
  'schedules:propose': z.strictObject({ schedule: Id, asked: FairAsked }),
  'leave:add': z.strictObject({ person: Id, ...window, note: z.string().trim().max(200).optional() }),
  'leave:remove': z.strictObject({ person: Id, leave: Id }),
  'ways:get': z.undefined(),
  'ways:set': z.strictObject({ pages: z.array(PagingRule).max(20), quietHours: z.array(QuietHours).max(10), own: z.boolean() }),
  'ways:test': z.undefined(),
  'ways:code': z.strictObject({ kind: WayKind, name: Id.optional(), address: z.string().max(320).optional() }),
  'ways:confirm': z.strictObject({ kind: WayKind, name: Id.optional(), code: z.string().trim().min(1).max(20) }),
  'ways:forget': z.strictObject({ name: Id }),
  'incident:get': z.strictObject({ id: Id }),
  'incident:explain': z.strictObject({ id: Id, person: Id }),
  'incident:acknowledge': incident,
  'incident:resolve': incident,
  'incident:escalate': incident,
  'incident:reopen': incident,
  'incident:do': z.strictObject({
    id: Id,
    via: DeviceVia,
    name: z.enum(incidentCommandNames),
    said: z.record(z.string(), z.unknown()),
  }),
  'incident:annotate': z.strictObject({ id: Id, text: z.string().trim().min(1).max(10_000) }),
  'incident:trigger': OpenedByHand.extend({ test: z.boolean() }),
  'noise:get': z.undefined(),
  'noise:preview': z.strictObject({
    when: said.optional(),
    services: z.array(Id).max(100).optional(),
    weekly: z.strictObject({ during: LocalWindow, zone: z.string().max(100) }).optional(),
  }),
  'noise:define': z.strictObject({ kind: z.enum(noiseKinds), id: Id.optional(), said }),
  'noise:remove': z.strictObject({ kind: z.enum(noiseKinds), id: Id }),
  'noise:switch': z.strictObject({ rule: Id, on: z.boolean() }),
  'noise:try': z.strictObject({ rule: Id, on: z.boolean() }),
  'handoff:draft': z.strictObject({ schedule: Id.optional() }),
  'handoff:offer': z.strictObject({
    schedule: Id,
    to: Id,
    shift: z.strictObject({ from: z.int(), until: z.int() }),
    note: z.string().max(20_000),
    incidents: z.array(z.strictObject({ id: Id, line: z.string().max(500) })).max(100),
  }),
  'handoff:answer': z.strictObject({ id: Id, accept: z.boolean(), reason: z.string().max(2000).optional() }),
  'returned:reapply': z.strictObject({ id: z.uuid() }),
  'returned:dismiss': z.strictObject({ id: z.uuid() }),
  pair: z.strictObject({
    url: z
      .string()
      .trim()
      .max(2048)
      .regex(/^https?:\/\//i, 'write an address that starts with http:// or https://'),
    code: z.string().trim().min(1, 'type the pairing code').max(200),
    person: z.string().trim().min(1, 'say who you are').max(100),
  }),
  'settings:set': z.strictObject({
    locale: z.enum(['en', 'fr']).optional(),
    colorScheme: z.enum(['light', 'dark', 'auto']).optional(),
    soundsPausedUntil: z.int().nullable().optional(),
    dailyTest: z
      .string()
      .regex(/^(off|([01]\d|2[0-3]):[0-5]\d)$/, 'write a time of day as HH:MM, or off')
      .optional(),
  }),
  'sound:test': z.strictObject({ severity: Severity }),
  'link:open': z.strictObject({
    url: z
      .string()
      .max(2048)
      .regex(/^https?:\/\//i),
  }),
} as const;

/** A request's channel. */
export type RequestChannel = keyof typeof requests;
/** A request's argument. */
export type RequestArgument<C extends RequestChannel> = z.infer<(typeof requests)[C]>;

/** What each request answers; a channel without an entry here does not compile. */
export interface Answers extends Record<RequestChannel, unknown> {
  'desk:get': Desk;
  'policies:get': PoliciesView;
  'form:get': Form;
  'schedules:get': SchedulesView;
  'schedules:preview': EditPreview | { problem: string };
  'schedules:edit': CommandResult;
  'schedules:changes': ChangeView[];
  'schedules:propose': FairView | { problem: { en: string; fr: string } };
  'leave:add': CommandResult;
  'leave:remove': CommandResult;
  'ways:get': WayView | undefined;
  'ways:set': CommandResult;
  'ways:test': CommandResult;
  'ways:code': CommandResult;
  'ways:confirm': CommandResult;
  'ways:forget': CommandResult;
  'incident:get': IncidentDetail | undefined;
  'incident:explain': Explanation | undefined;
  'incident:acknowledge': CommandResult;
  'incident:resolve': CommandResult;
  'incident:escalate': CommandResult;
  'incident:reopen': CommandResult;
  'incident:do': CommandResult;
  'incident:annotate': CommandResult;
  /** `errors` says what is wrong field by field, in both languages. */
  'incident:trigger': CommandResult & { incident?: string; errors?: FieldError[] };
  'noise:get': NoiseView;
  'noise:preview': MatchPreview | { problem: string };
  'noise:define': CommandResult & { id?: string };
  'noise:remove': CommandResult;
  'noise:switch': CommandResult;
  'noise:try': RuleTrial | undefined;
  'handoff:draft': HandoffDraft | undefined;
  'handoff:offer': CommandResult;
  'handoff:answer': CommandResult;
  'returned:reapply': CommandResult;
  'returned:dismiss': CommandResult;
  pair: CommandResult;
  'settings:set': CommandResult;
  'sound:test': CommandResult;
  'link:open': CommandResult;
}

/** What main tells the window unasked. */
export interface Pushes {
  /** The desk changed; sent at most every 50 ms. */
  'desk:changed': Desk;
  /** Show this incident: its notification or tray entry was opened. */
  'incident:show': { id: string };
}
/** A push's channel. */
export type PushChannel = keyof Pushes;

/** The channels of pushes, for the preload script's allow-list. */
export const pushChannels: readonly PushChannel[] = ['desk:changed', 'incident:show'];

/** What preload puts on `window.watchbell`, and a test may put there instead. */
export interface Bridge {
  request<C extends RequestChannel>(channel: C, argument: RequestArgument<C>): Promise<Answers[C]>;
  subscribe<C extends PushChannel>(channel: C, listener: (message: Pushes[C]) => void): () => void;
}
