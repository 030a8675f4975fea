import type { Construct } from '../construct.ts';
import type { DraftRule } from '../draft-noise.ts';
import { firstMatch } from '../first-match.ts';
import { leaveNoise } from '../noise.ts';
import { leaveChats } from './chats.ts';
import { conditionOfTemplate } from './template.ts';

/** What is known of the integration some routes belong to. */
export interface RoutesOf {
  key: string;
  name: string;
  /** The names of chains, by their ids. */
  chains: ReadonlyMap<string | undefined, string | undefined>;
}

/** The routes of an integration before its last: the first that matches leads to its chain, or to nobody. */
export function readRoutes(routes: readonly Construct[], { key, name, chains }: RoutesOf): DraftRule[] {
  const read = routes.map((route) => {
    const chain = route.text('escalation_chain_id');
    const [type, text] = [route.text('routing_type') ?? 'regex', route.text('routing_regex') ?? ''];
    const condition = conditionOfTemplate(type, text);
    route.flag('is_the_last_route');
    if (!condition) {
      const to = chain === undefined ? 'nobody' : (chains.get(chain) ?? chain);
      const words = `alerts that meet ${type} "${text.slice(0, 2000)}"`;
      leaveNoise(
        route,
        { kind: 'routing', scope: `integration ${name}`, matchers: [], words, to, goesOn: false },
        'Its template is none that a condition says, so what it takes goes to the routes after it.',
      );
      return undefined;
    }
    route.approximated(
      'It is asked of the labels and details of an alert here, and not of the whole payload.',
      'Try it with alerts of yours: watchbell rules test.',
    );
    leaveChats(route);
    return { from: route, condition, set: chain === undefined ? { suppress: true as const } : { policy: chain }, text };
  });
  return firstMatch(read).map(({ from, condition, set, text }) => ({
    key: `${key} ${from.text('id') ?? text}`,
    name: `${name}: ${text}`,
    when: { integrations: [key], condition },
    set,
    from: [from],
  }));
}
