import { create } from 'zustand';

/** The screens of the rail, in its order. */
export const screens = ['queue', 'oncall', 'rotations', 'handoff', 'policies', 'noise', 'settings'] as const;
/** One screen of the rail. */
export type Screen = (typeof screens)[number];

interface Route {
  screen: Screen;
  /** The incident shown beside (or, in a narrow window, instead of) the queue. */
  incident?: string | undefined;
  /** The policy shown; undefined for the first. */
  policy?: string | undefined;
}

/** Where the window is. */
export const useRoute = create<Route>(() => ({ screen: 'queue' }));

/** Goes to a screen; the queue keeps the incident it showed. */
export function goTo(screen: Screen): void {
  useRoute.setState({ screen });
}

/** Shows an incident, wherever the window was. */
export function showIncident(incident: string): void {
  useRoute.setState({ screen: 'queue', incident });
}

/** Shows a policy, wherever the window was. */
export function showPolicy(policy: string): void {
  useRoute.setState({ screen: 'policies', policy });
}

/** Back to the queue alone. */
export function closeIncident(): void {
  useRoute.setState({ incident: undefined });
}
