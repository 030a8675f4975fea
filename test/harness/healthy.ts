import type { Upkeep } from '../../relay/upkeep.ts';

/** A data folder with which all is well. */
export const healthy: Upkeep = {
  gauges: { logDamaged: () => 0, diskRefuses: () => 0, backupFailures: () => 0, backupLastGoodSeconds: () => 0 },
  health: () => ({ disk: 'takes', log: 'sound', backup: 'none scheduled' }),
  start: () => undefined,
  stop: () => undefined,
};

/** Nobody who is on call is out of reach, the engine does all it must, nobody is expected to beat and nothing goes outside. */
export const unwatched = {
  reachability: () => [],
  health: { troubles: () => [] },
  deliverer: { look: () => undefined },
  outlets: { waysTo: () => [], mail: ['mail'] },
  providers: { standing: () => ({ file: 'providers.yaml', loadedAt: 0, providers: [], subscribers: [] }), reload: () => undefined },
  heartbeats: { beat: async () => [], standing: () => [] },
};
