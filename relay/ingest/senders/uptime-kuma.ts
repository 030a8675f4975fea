import { z } from 'zod';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { labelsOf } from '../../../shared/alert/labels.ts';
import { derivedId } from '../../../shared/log/derived-id.ts';
import { isoText, nothing, read, text, textIfAny, unplaced, type Parsed, type Sent } from './sender.ts';

const Body = z.looseObject({
  msg: textIfAny,
  monitor: z
    .looseObject({
      id: text,
      name: textIfAny,
      type: textIfAny,
      url: textIfAny,
      hostname: textIfAny,
      description: textIfAny,
      tags: z.unknown().optional(),
    })
    .nullish(),
  heartbeat: z.looseObject({ status: z.int().min(0).max(3), msg: textIfAny, time: textIfAny }).nullish(),
});
type Body = z.infer<typeof Body>;

const states = ['down', 'up', 'pending', 'in maintenance'];

/** What its webhook by GET puts into the address: the message as it is, the rest as JSON. */
function inAddress({ msg, monitor, heartbeat }: Sent['query']): Record<string, unknown> {
  return { msg, monitor: jsonIfAny(monitor), heartbeat: jsonIfAny(heartbeat) };
}

function jsonIfAny(given: unknown): unknown {
  try {
    return typeof given === 'string' ? JSON.parse(given) : undefined;
  } catch {
    return given;
  }
}

/** Reads the webhook of Uptime Kuma (B2): down triggers, up resolves, one key a monitor. */
export function parseUptimeKuma({ body, query }: Sent): Parsed {
  return read(Body, body ?? inAddress(query), (data) => {
    const { msg, monitor, heartbeat } = data;
    if (!heartbeat || !monitor) {
      return msg === undefined ? { errors: ['msg: is missing; choose the JSON preset of the webhook in Uptime Kuma'] } : message(msg, data);
    }
    const { id, name = `Monitor ${id}`, url, hostname, type, tags } = monitor;
    if (heartbeat.status > 1) {
      return nothing(`${name} is ${states[heartbeat.status]}; nobody is paged for it.`);
    }
    const isDown = heartbeat.status === 0;
    const address = url !== undefined && !/^https?:\/\/$/.test(url) ? url : undefined;
    return {
      changes: [],
      alerts: [
        fitAlert({
          action: isDown ? 'trigger' : 'resolve',
          dedupKey: `uptime-kuma-${id}`,
          summary: `${name} is ${isDown ? 'down' : 'up'}${heartbeat.msg ? `: ${heartbeat.msg}` : ''}`,
          source: hostname ?? address ?? name,
          severity: 'critical',
          class: type,
          occurredAt: isoText(heartbeat.time),
          known: { host: hostname },
          labels: labelsOf(tags),
          details: {
            ...unplaced(data, { monitor: '', heartbeat: '' }),
            heartbeat: unplaced(heartbeat, { status: '', msg: heartbeat.msg, time: heartbeat.time }),
            monitor: unplaced(monitor, { id, name: monitor.name, url: address, hostname, type, tags }),
          },
          links: [{ href: address, text: name }],
          client: 'Uptime Kuma',
        }),
      ],
    };
  });
}

/** What comes without a monitor: the test button, or a certificate or domain that expires, whose days left are no part of the problem. */
function message(msg: string, data: Body): Parsed {
  const isTest = /\btesting\b/i.test(msg);
  const key = derivedId(['uptime-kuma', msg.replaceAll(/\d+ days?\b/g, '# days')]);
  const fields = { action: 'trigger', dedupKey: key, summary: msg, source: 'Uptime Kuma', severity: isTest ? 'info' : 'warning' } as const;
  return { changes: [], alerts: [fitAlert({ ...fields, details: unplaced(data, { msg }), client: 'Uptime Kuma' })] };
}
