import type { Language } from '../coverage/day-text.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import type { DigestPlan } from '../workspace/digest-definition.ts';
import { find, type Workspace } from '../workspace/workspace.ts';
import { digestMs, digestOf } from './digest.ts';
import { scopeOf } from './digest-scope.ts';
import { tellDigest, type ToldDigest } from './digest-text.ts';

/** The digests of a workspace. */
export function digestsOf(workspace: Workspace): readonly DigestPlan[] {
  return find(workspace, 'organisation', 'organisation')?.digests ?? [];
}

/** Tells a digest as whoever gets it reads it, at `now` (relay ms): of what it is about, on its own clock, under its name (S81). */
export function tellPlanned(
  state: Pick<State, 'incidents' | 'workspace'>,
  plan: DigestPlan,
  { language, zone = plan.zone, now }: { language: Language; zone?: string | undefined; now: Instant },
): ToldDigest {
  const digest = digestOf(state, now, digestMs, scopeOf(state.workspace, plan));
  const told = tellDigest(state.workspace, digest, { language, now, zone });
  return { ...told, title: `${plan.name} · ${told.title}` };
}
