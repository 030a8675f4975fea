import { z } from 'zod';
import { CatchAll, Policy } from '../escalation/policy.ts';
import { Id } from '../log/envelope.ts';
import { Schedule, ZoneName } from '../schedule/definition.ts';

const name = z.string().trim().min(1, 'give it a name').max(200);

/** Schema of a role: what a person may do (responders answer, leads edit rotations and policies, admins manage keys and people). */
export const Role = z.enum(['responder', 'lead', 'admin', 'stakeholder']);
/** What a person may do. */
export type Role = z.infer<typeof Role>;

/** Schema of a person who can be paged or reads along. `zone` is where they live; their times are shown in it. */
export const Person = z.strictObject({
  id: Id,
  name,
  role: Role.default('responder'),
  zone: ZoneName.optional(),
  email: z.email('write an address like ana@example.org').optional(),
});
/** A person. */
export type Person = z.infer<typeof Person>;

/** Schema of a team: people who own services together. */
export const Team = z.strictObject({ id: Id, name, members: z.array(Id).max(1000).default([]) });
/** A team. */
export type Team = z.infer<typeof Team>;

/** Schema of a service: what breaks, who owns it and which policy answers for it. */
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
});
/** A service. */
export type Service = z.infer<typeof Service>;

/** Schema of an integration: a monitor that may send alerts for one service. Its key is a credential of the relay, never in the log. */
export const Integration = z.strictObject({ id: Id, name, service: Id });
/** An integration. */
export type Integration = z.infer<typeof Integration>;

/** Schema of the organisation: its name and who is paged when nobody else answers. */
export const Organisation = z.strictObject({
  id: z.literal('organisation'),
  name,
  catchAll: CatchAll,
});
/** The organisation. */
export type Organisation = z.infer<typeof Organisation>;

/** The schema of each kind of definition a workspace holds, in the order they can be applied without a dangling reference. */
export const definitions = {
  organisation: Organisation,
  person: Person,
  team: Team,
  schedule: Schedule,
  policy: Policy,
  service: Service,
  integration: Integration,
} as const;

/** A kind of definition. */
export type DefinitionKind = keyof typeof definitions;
/** The definition of a kind. */
export type Definition<K extends DefinitionKind = DefinitionKind> = z.infer<(typeof definitions)[K]>;

/** The kinds in applying order. */
export const definitionKinds = Object.keys(definitions) as DefinitionKind[];
