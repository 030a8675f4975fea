import { z } from 'zod';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { labelsOf } from '../../../shared/alert/labels.ts';
import { severityOfWord } from '../../../shared/alert/words.ts';
import { nothing, read, text, textIfAny, unplaced, type Parsed, type Sent } from './sender.ts';

/** A macro Zabbix had no value for stands there by its name, or as *UNKNOWN*. */
const macro = textIfAny.transform((value) => (value === undefined || /^(\{[A-Z0-9_.$#]+\}|\*UNKNOWN\*)$/.test(value) ? undefined : value));

/** The macros our webhook media type sends (docs/monitors.md), each under its own name in lower case; more may be added there. */
const Body = z.looseObject({
  event_id: text.refine((id) => /^\d+$/.test(id), 'must be {EVENT.ID}, a number; copy the parameters of docs/monitors.md'),
  event_value: z.coerce.string().pipe(z.enum(['0', '1'], { error: 'must be {EVENT.VALUE}, 1 for a problem and 0 for a recovery' })),
  event_update_status: z.coerce.string().catch('0'),
  event_update_action: macro,
  event_name: macro,
  event_severity: macro,
  event_nseverity: macro,
  event_opdata: macro,
  event_tagsjson: z.unknown().optional(),
  event_date: macro,
  event_time: macro,
  host_name: macro,
  host_ip: macro,
  trigger_id: macro,
  zabbix_url: macro,
});
type Body = z.infer<typeof Body>;

/** Zabbix's own severities by their number, whatever a house calls them. */
const byNumber = ['not classified', 'information', 'warning', 'average', 'high', 'disaster'];

/** Reads what our webhook media type for Zabbix sends (B2): problem, recovery and update of one event, whose id is the key. */
export function parseZabbix({ body }: Sent): Parsed {
  return read(Body, body, (data) => {
    const { event_update_action: said = '' } = data;
    if (data.event_update_status !== '1' || data.event_value === '0') {
      return { changes: [], alerts: [alertOf(data, data.event_value === '1' ? 'trigger' : 'resolve')] };
    }
    const actions = [
      ...(/changed severity/i.test(said) ? (['trigger'] as const) : []),
      ...(/(^|[^n])acknowledged/i.test(said) && !/unacknowledged/i.test(said) ? (['acknowledge'] as const) : []),
    ];
    return actions.length === 0
      ? nothing(`The update "${said}" changes neither who takes it nor how bad it is.`)
      : { changes: [], alerts: actions.map((action) => alertOf(data, action)) };
  });
}

function alertOf(data: Body, action: 'trigger' | 'acknowledge' | 'resolve') {
  const { event_id, event_name, event_severity, event_nseverity, event_tagsjson, host_name, host_ip, trigger_id, zabbix_url, ...rest } =
    data;
  const { event_value: _, event_update_status: __, ...more } = rest;
  const tags = tagsOf(event_tagsjson);
  const base = zabbix_url?.replace(/\/+$/, '');
  return fitAlert({
    action,
    dedupKey: `zabbix-event-${event_id}`,
    summary: event_name ?? `Zabbix event ${event_id}`,
    source: host_name ?? 'Zabbix',
    severity: severityOfWord(byNumber[Number(event_nseverity)] ?? event_severity) ?? 'error',
    class: event_name,
    labels: tags ?? {},
    known: { host: host_name },
    details: unplaced({ ...more, host_ip, trigger_id, event_severity, ...(tags ? {} : { event_tagsjson }) }, {}),
    links: [{ href: base && trigger_id ? `${base}/tr_events.php?triggerid=${trigger_id}&eventid=${event_id}` : undefined, text: 'Zabbix' }],
    client: 'Zabbix',
    clientUrl: base,
  });
}

/** {EVENT.TAGSJSON}: a list of tag and value, as text or as it is; undefined when it is neither. */
function tagsOf(given: unknown): Record<string, unknown> | undefined {
  let list = given;
  if (typeof given === 'string') {
    try {
      list = JSON.parse(given);
    } catch {
      return undefined;
    }
  }
  return Array.isArray(list) ? labelsOf(list) : undefined;
}
