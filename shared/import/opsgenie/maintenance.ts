import { Priority } from '../../incident/priority.ts';
import type { Severity } from '../../log/severity.ts';
import { DAY_MS, parseIso, type Instant } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftHeartbeat, DraftMaintenance } from '../draft-noise.ts';
import { spanOf } from './rules.ts';

/** Maintenance of integrations, while which what they send pages nobody; that of policies has no form here. */
export function readMaintenances(root: Construct, now: Instant): DraftMaintenance[] {
  return root.children('maintenance').flatMap((window): DraftMaintenance[] => {
    const time = window.part('time');
    time?.text('type');
    const [from, until] = [parseIso(time?.text('startDate') ?? ''), parseIso(time?.text('endDate') ?? '')];
    const rules = window.parts('rules').map((rule) => {
      const entity = rule.part('entity', ['name']);
      return { type: entity?.text('type'), id: entity?.text('id'), state: rule.text('state') };
    });
    const integrations = rules.flatMap(({ type, id, state }) =>
      (type === undefined || type === 'integration') && state !== 'enabled' && id !== undefined ? [id] : [],
    );
    if (from === undefined || until === undefined || from >= until) {
      window.leftOut('It does not say from when until when.');
      return [];
    }
    if (until <= now) {
      window.converted(undefined, 'It is over.');
      return [];
    }
    if (integrations.length === 0) {
      window.leftOut(
        'It switches policies on or off; maintenance here is about services and integrations.',
        'Turn routing rules off and on by hand then.',
      );
      return [];
    }
    if (integrations.length < rules.length) {
      window.approximated('It switches policies on or off as well, which maintenance does not do here.');
    }
    window.converted(undefined, 'What still fires when it ends pages then.');
    return [
      {
        key: window.text('id') ?? window.path,
        name: window.name ?? 'Maintenance',
        when: { integrations },
        once: { from, until },
        from: [window],
      },
    ];
  });
}

const severities: Readonly<Record<Priority, Severity>> = { P1: 'critical', P2: 'error', P3: 'error', P4: 'warning', P5: 'info' };

/** Heartbeats, for the service of the team that owns each. */
export function readHeartbeats(root: Construct): DraftHeartbeat[] {
  return root.children('heartbeats').flatMap((heartbeat): DraftHeartbeat[] => {
    const everyMs = spanOf(heartbeat.number('interval'), heartbeat.text('intervalUnit'));
    const owner = heartbeat.part('ownerTeam', ['name']);
    const team = owner?.text('id') ?? heartbeat.text('teamId');
    const priority = Priority.safeParse(heartbeat.text('alertPriority')).data;
    if (heartbeat.flag('enabled') === false) {
      heartbeat.converted(undefined, 'It is switched off.');
      return [];
    }
    if (everyMs === undefined || everyMs > 31 * DAY_MS || team === undefined) {
      heartbeat.leftOut(
        team === undefined ? 'No team owns it, so for which service it beats is not known.' : 'How often it beats cannot be read.',
        'Write it under "heartbeats".',
      );
      return [];
    }
    heartbeat.converted(undefined, 'Its address is another: /ingest/heartbeat/ID with the key of an integration.');
    const severity = priority === undefined ? undefined : severities[priority];
    const name = heartbeat.name ?? 'Heartbeat';
    return [{ key: name, name, service: `team ${team}`, everyMs, severity, from: [heartbeat] }];
  });
}
