import type { Alert } from '../../shared/alert/alert.ts';
import type { Heartbeat } from '../../shared/alert/heartbeat.ts';
import { formatDuration } from '../../shared/time/duration.ts';
import { isoOf } from '../../shared/time/instant.ts';
import { beginningOf } from './carriable.ts';

/** The key of a heartbeat's one problem. */
export function heartbeatKey({ id }: Pick<Heartbeat, 'id'>): string {
  return `heartbeat:${id}`;
}

/** The alert of a heart that is not heard. */
export function missingAlert(heartbeat: Heartbeat, heard: { lastBeat: number | undefined; silentSince: number }): Alert {
  const { everyMs, graceMs, name } = heartbeat;
  const waited = `${formatDuration(everyMs)}${graceMs === 0 ? '' : ` and ${formatDuration(graceMs)} more`}`;
  return {
    ...alertOf(heartbeat, 'trigger', `${name} is silent: no heartbeat for ${waited}`),
    occurredAt: isoOf(heard.silentSince + everyMs),
    details: {
      expectedEvery: formatDuration(everyMs),
      grace: formatDuration(graceMs),
      lastHeard: heard.lastBeat === undefined ? 'never' : isoOf(heard.lastBeat),
      listenedSince: isoOf(heard.silentSince),
    },
  };
}

/** The alert of a heart that says itself that something failed. */
export function failedAlert(heartbeat: Heartbeat, message: string | undefined): Alert {
  const said = message?.trim();
  return {
    ...alertOf(heartbeat, 'trigger', `${heartbeat.name} failed${said ? `: ${said.split('\n')[0] ?? ''}` : ''}`),
    ...(said ? { details: { message: said } } : {}),
  };
}

/** The end of either. */
export function recoveredAlert(heartbeat: Heartbeat): Alert {
  return alertOf(heartbeat, 'resolve', `${heartbeat.name} beats again`);
}

function alertOf(heartbeat: Heartbeat, action: Alert['action'], summary: string): Alert {
  return {
    action,
    dedupKey: heartbeatKey(heartbeat),
    summary: beginningOf(summary, 1024),
    source: heartbeat.id,
    severity: heartbeat.severity,
    class: 'heartbeat',
    client: 'Watchbell',
  };
}
