import { z } from 'zod';
import { Heartbeat } from '../alert/heartbeat.ts';
import { Mapping } from '../alert/mapping.ts';
import { CatchAll, Policy } from '../escalation/policy.ts';
import { SeverityProfiles } from '../escalation/severity-profile.ts';
import { Form } from '../form/form.ts';
import { Id } from '../log/envelope.ts';
import { Grouping } from '../noise/grouping.ts';
import { Inhibition } from '../noise/inhibition.ts';
import { Maintenance } from '../noise/maintenance.ts';
import { NoiseLimits } from '../noise/noise-limits.ts';
import { Silence } from '../noise/silence.ts';
import { RoutingRule } from '../routing/routing-rule.ts';
import { Schedule } from '../schedule/definition.ts';
import { ZoneName } from '../schedule/turns.ts';
import { Channel } from '../escalation/channel.ts';
import { Contact, ContactCommitment } from './contact.ts';
import { DigestPlan } from './digest-definition.ts';
import { StatusPage } from './status-page-definition.ts';
import { Capacity, PagingRule, QuietHours, TimeOff } from './person-rules.ts';
import { BridgeTemplate, UpdateTemplates } from './update-templates.ts';

const name = z.string().trim().min(1, 'give it a name').max(200);

/** Schema of a role: what a person may do (responders answer, leads edit rotations and policies, admins manage keys and people). */
export const Role = z.enum(['responder', 'lead', 'admin', 'stakeholder']);
/** What a person may do. */
export type Role = z.infer<typeof Role>;

/**
 * Schema of a person who can be paged or reads along. `zone` is where they live; their times are shown and their quiet hours meant in it.
 * `quietHours`, `timeOff`, `capacity` and `pages` say when and how they may be paged; with `ownRules` they have set `pages` and
 * `quietHours` themselves, and a workspace file leaves those as they are.
 * `email` and `phone` stand in a workspace file; in the log a commitment stands in their place (`contact`), but in logs of old.
 */
export const Person = z.strictObject({
  id: Id,
  name,
  role: Role.default('responder'),
  zone: ZoneName.optional(),
  ...Contact.shape,
  contact: ContactCommitment.optional(),
  quietHours: z.array(QuietHours).max(10).optional(),
  timeOff: z.array(TimeOff).max(500).optional(),
  capacity: Capacity.optional(),
  pages: z.array(PagingRule).max(20).optional(),
  ownRules: z.literal(true).optional(),
});
/** A person. */
export type Person = z.infer<typeof Person>;

/** Schema of a team: people who own services together, and who leads them. Turns are taken in the order of `members`. */
export const Team = z.strictObject({ id: Id, name, members: z.array(Id).max(1000).default([]), lead: Id.optional() });
/** A team. */
export type Team = z.infer<typeof Team>;

/** Schema of a service: what breaks, who owns it and which policy answers for it. `attributes` is what conditions read of it (S37, S57). */
export const Service = z.strictObject({
  id: Id,
  name,
  team: Id.optional(),
  policy: Id,
  runbook: z
    .string()
    .max(2048)
    .regex(/^https?:\/\//i, 'write an http or https address')
    .optional(),
  attributes: z.record(z.string().min(1).max(100), z.union([z.string().max(500), z.number(), z.boolean()])).optional(),
});
/** A service. */
export type Service = z.infer<typeof Service>;

/**
 * Schema of an integration: a monitor that may send alerts for one service. Its key is a credential of the relay, never in the log.
 * `mapping` says how the bodies of a monitor of one's own become alerts (B2).
 */
export const Integration = z.strictObject({ id: Id, name, service: Id, mapping: Mapping.optional() });
/** An integration. */
export type Integration = z.infer<typeof Integration>;

/** Schema of the organisation: its name, who is paged when nobody else answers, what its severities mean here, how much noise is too much, the form people open an incident with, and what the public may read, how updates are worded, where people talk by voice, and who gets a digest when. */
export const Organisation = z.strictObject({
  id: z.literal('organisation'),
  name,
  catchAll: CatchAll,
  severities: SeverityProfiles.optional(),
  noise: NoiseLimits.optional(),
  form: Form.optional(),
  statusPage: StatusPage.optional(),
  updates: UpdateTemplates.optional(),
  bridge: BridgeTemplate.optional(),
  digests: z.array(DigestPlan).max(100).optional(),
});
/** The organisation. */
export type Organisation = z.infer<typeof Organisation>;

/** The schema of each kind of definition a workspace holds, in the order they can be applied without a dangling reference. */
export const definitions = {
  organisation: Organisation,
  person: Person,
  team: Team,
  channel: Channel,
  schedule: Schedule,
  policy: Policy,
  service: Service,
  integration: Integration,
  'routing-rule': RoutingRule,
  grouping: Grouping,
  inhibition: Inhibition,
  silence: Silence,
  maintenance: Maintenance,
  heartbeat: Heartbeat,
} as const;

/** A kind of definition. */
export type DefinitionKind = keyof typeof definitions;
/** The definition of a kind. */
export type Definition<K extends DefinitionKind = DefinitionKind> = z.infer<(typeof definitions)[K]>;

/** The kinds in applying order. */
export const definitionKinds = Object.keys(definitions) as DefinitionKind[];
