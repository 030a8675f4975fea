import { useEffect, useState } from 'react';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { severityRank, type Severity } from '../../shared/log/severity.ts';
import { useSoundsPaused } from '../stores/sounds.ts';
import { loopSound } from './ring-sound.ts';

/** Loops the worst severity's sound while anything rings. Says why there is none, if there is none. */
export function useAlarmSound(ringing: readonly IncidentRow[]): {
  playing: Severity | undefined;
  silentBecause: 'paused' | 'blocked' | undefined;
} {
  const paused = useSoundsPaused();
  const [blocked, setBlocked] = useState(false);
  const worst = ringing.map((row) => row.severity).toSorted((a, b) => severityRank(a) - severityRank(b))[0];
  const held = paused && worst !== 'critical';
  const playing = held ? undefined : worst;
  useEffect(() => {
    if (playing !== undefined) {
      return loopSound(playing, setBlocked);
    }
    return undefined;
  }, [playing]);
  return { playing, silentBecause: held && worst !== undefined ? 'paused' : blocked && playing !== undefined ? 'blocked' : undefined };
}
