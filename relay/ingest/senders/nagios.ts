import { z } from 'zod';
import { fitAlert, type AlertDraft } from '../../../shared/alert/fit.ts';
import type { Severity } from '../../../shared/log/severity.ts';
import { nothing, read, text, textIfAny, unplaced, type Parse } from './sender.ts';

/** The macros of a notification command (docs/monitors.md), as JSON or as a form; more may be sent. */
const Macros = z.looseObject({
  NOTIFICATIONTYPE: text.transform((type) => type.trim().toUpperCase()),
  HOSTNAME: text.refine((name) => name.trim() !== '', 'must be the name of the host'),
  HOSTADDRESS: textIfAny,
  HOSTSTATE: textIfAny,
  HOSTOUTPUT: textIfAny,
  SERVICEDESC: textIfAny,
  SERVICESTATE: textIfAny,
  SERVICEOUTPUT: textIfAny,
  NOTIFICATIONAUTHOR: textIfAny,
  NOTIFICATIONCOMMENT: textIfAny,
  HOSTACTIONURL: textIfAny,
  SERVICEACTIONURL: textIfAny,
  HOSTNOTESURL: textIfAny,
  SERVICENOTESURL: textIfAny,
  HOSTINFOURL: textIfAny,
  SERVICEINFOURL: textIfAny,
});
type Macros = z.infer<typeof Macros>;

/** Icinga's own names for some of them. */
const otherNames: Readonly<Record<string, string>> = {
  SERVICENAME: 'SERVICEDESC',
  NOTIFICATIONAUTHORNAME: 'NOTIFICATIONAUTHOR',
  HOSTADDRESS6: 'HOSTADDRESS',
};

const severities: Readonly<Record<string, Severity>> = {
  DOWN: 'critical',
  CRITICAL: 'critical',
  UNREACHABLE: 'error',
  UNKNOWN: 'error',
  WARNING: 'warning',
  OK: 'info',
  UP: 'info',
};

/**
 * Reads what a notification command of Nagios, Icinga or Centreon posts (B2). Host and service name the problem; flapping is one
 * beside it; a downtime that begins or ends is planned and rings nobody.
 */
export function parseLikeNagios(client: 'Nagios' | 'Icinga' | 'Centreon'): Parse {
  return ({ body }) =>
    read(Macros, named(body), (macros) => {
      const type = macros.NOTIFICATIONTYPE;
      if (type.startsWith('DOWNTIME')) {
        return nothing(`${type}: a downtime is planned; nobody is paged for one that begins or ends.`);
      }
      const flaps = type.startsWith('FLAPPING');
      const isOver = type === 'RECOVERY' || (flaps && type !== 'FLAPPINGSTART');
      const action = isOver ? 'resolve' : type === 'ACKNOWLEDGEMENT' ? 'acknowledge' : 'trigger';
      const draft = draftOf(macros, client);
      return {
        changes: [],
        alerts: [
          fitAlert(
            flaps
              ? { ...draft, ...flapping(macros), client, action, details: { ...draft.details, said: draft.summary } }
              : { ...draft, client, action },
          ),
        ],
      };
    });
}

function draftOf(macros: Macros, client: string): Omit<AlertDraft, 'action'> {
  const {
    HOSTNAME: host,
    SERVICEDESC: service,
    NOTIFICATIONTYPE: type,
    HOSTOUTPUT,
    SERVICEOUTPUT,
    HOSTSTATE,
    SERVICESTATE,
    ...rest
  } = macros;
  const state = (service ? SERVICESTATE : HOSTSTATE)?.toUpperCase() ?? '';
  const what = `${service ? `${service} on ${host}` : host}${state === '' ? '' : ` is ${state}`}`;
  const output = service ? SERVICEOUTPUT : HOSTOUTPUT;
  const { HOSTACTIONURL, SERVICEACTIONURL, HOSTNOTESURL, SERVICENOTESURL, HOSTINFOURL, SERVICEINFOURL, ...more } = rest;
  return {
    dedupKey: keyOf(host, service),
    summary: output ? `${what}: ${output}` : what,
    source: host,
    severity: severities[state] ?? 'error',
    component: service,
    class: service ?? 'Host check',
    known: { host },
    // What somebody had sent by hand is told as such.
    details: unplaced(
      { ...more, ...(service ? { HOSTOUTPUT, HOSTSTATE } : {}), ...(type === 'CUSTOM' ? { NOTIFICATIONTYPE: type } : {}) },
      {},
    ),
    links: [
      { href: SERVICEINFOURL, text: client },
      { href: SERVICEACTIONURL, text: 'Action' },
      { href: SERVICENOTESURL, text: 'Notes' },
      { href: HOSTINFOURL, text: `${client}, the host` },
      { href: HOSTACTIONURL, text: 'Action, the host' },
      { href: HOSTNOTESURL, text: 'Notes, the host' },
    ],
  };
}

function flapping({ HOSTNAME: host, SERVICEDESC: service }: Macros) {
  const summary = `${service ? `${service} on ${host}` : host} is flapping`;
  return { dedupKey: `${keyOf(host, service)}/flapping`, summary, severity: 'warning' as const };
}

function keyOf(host: string, service: string | undefined): string {
  return service ? `nagios/${host}/${service}` : `nagios/${host}`;
}

/** The macros by their plain names, whether written $NAME$, NAGIOS_NAME, ICINGA_NAME or in lower case. */
function named(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return body;
  }
  const all = Object.entries(body).map(([name, value]) => {
    const plain = name
      .replaceAll('$', '')
      .toUpperCase()
      .replace(/^(NAGIOS|ICINGA|CENTREON)_?/, '');
    return [plain, value] as const;
  });
  const others = all.flatMap(([name, value]) => (otherNames[name] === undefined ? [] : [[otherNames[name], value] as const]));
  return Object.fromEntries([...others, ...all.filter(([, value]) => value !== '')]);
}
