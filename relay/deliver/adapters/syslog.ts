import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { oneLine } from '../../../shared/delivery/message.ts';
import type { Outcome } from '../../../shared/delivery/attempt.ts';
import type { Severity } from '../../../shared/log/severity.ts';
import { isoOf } from '../../../shared/time/instant.ts';
import type { Change, Channel } from '../channel.ts';

/** A system log somewhere, and under which facility (0 to 23) it files what it is told. */
export interface Syslog {
  host: string;
  port: number;
  transport: 'udp' | 'tcp';
  facility: number;
}

const levels: Readonly<Record<Severity, number>> = { critical: 2, error: 3, warning: 4, info: 6 };
const withinMs = 5000;

/** One change as a line of RFC 5424; nothing in it can begin another line or another element. */
export function syslogLine({ event, incident }: Change, facility: number): string {
  const quoted = (value: string) => oneLine(value, 200).replace(/(["\\\]])/g, '\\$1');
  const elements = {
    incident: incident.id,
    number: String(incident.number),
    seq: String(event.seq),
    service: incident.service,
    status: incident.status,
  };
  const data = Object.entries(elements).map(([name, value]) => `${name}="${quoted(value)}"`);
  const type = event.type.replace(/[^\x21-\x7e]/g, '').slice(0, 32);
  const text = `#${incident.number} ${oneLine(incident.title, 300)}`;
  return `<${facility * 8 + levels[incident.severity]}>1 ${isoOf(event.recordedAt)} - watchbell - ${type} [watchbell@32473 ${data.join(' ')}] \ufeff${text}`;
}

/** Writes changes to a system log: by UDP unconfirmed, by TCP counted in octets (RFC 6587). Its place is the operator's, and may be inside. */
export function syslogChannel(syslog: Syslog): Channel<Change> {
  return {
    send: (change, _to, signal) => {
      const line = Buffer.from(syslogLine(change, syslog.facility));
      return syslog.transport === 'udp' ? byUdp(syslog, line) : byTcp(syslog, line, signal);
    },
  };
}

function byUdp({ host, port }: Syslog, line: Buffer): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    const end = (outcome: Outcome) => {
      socket.close();
      resolve(outcome);
    };
    socket.once('error', () => end({ outcome: 'retry', why: 'The system log could not be reached.' }));
    socket.send(line, port, host, (error) =>
      end(error ? { outcome: 'retry', why: 'The system log could not be reached.' } : { outcome: 'sent' }),
    );
  });
}

function byTcp({ host, port }: Syslog, line: Buffer, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal, timeout: withinMs });
    let isWritten = false;
    const end = (why: string) => {
      socket.destroy();
      resolve(isWritten ? { outcome: 'sent' } : { outcome: 'retry', why });
    };
    socket.once('error', () => end('The system log could not be reached.'));
    socket.once('timeout', () => end('The system log did not answer within 5 s.'));
    socket.once('close', () => end('The system log closed the connection.'));
    socket.once('connect', () => {
      socket.end(Buffer.concat([Buffer.from(`${line.length} `), line]), () => {
        isWritten = true;
      });
      // Half-closed by us: it ends when the other side has read all of it.
      socket.resume();
    });
  });
}
