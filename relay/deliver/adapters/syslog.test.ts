import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { eventsOf } from '../../../test/harness/entries.ts';
import { folded, triggered } from '../../../test/harness/folding.ts';
import { hostileTitles } from '../../../test/harness/messages.ts';
import type { Change } from '../channel.ts';
import { syslogChannel, syslogLine } from './syslog.ts';

const never = new AbortController().signal;

function changeTitled(title: string): Change {
  const sketch = triggered({ title });
  const [event] = eventsOf([sketch]);
  const [incident] = folded([sketch]).state.incidents.values();
  if (!event || !incident) {
    throw new Error('Nothing was triggered.');
  }
  return { id: event.id, event, incident, at: event.recordedAt };
}

const form =
  /^<(\d{1,3})>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z - watchbell - [\x21-\x7e]{1,32} \[watchbell@32473( [a-z]+="(\\["\\\]]|[^"\\\]])*")+\] \ufeff[^\p{Cc}]*$/u;

it('[DLV19] writes a change as one line of RFC 5424, its priority by facility and severity', () => {
  const line = syslogLine(changeTitled('Disk full on db1'), 16);
  expect(line).toMatch(form);
  expect(line.startsWith('<130>1 ')).toBe(true);
  expect(line).toContain(' incident.triggered [watchbell@32473 incident="');
});

it('[DLV14] lets no title begin another line or element of a system log (S11)', () => {
  for (const title of hostileTitles) {
    expect(syslogLine(changeTitled(title), 16)).toMatch(form);
  }
});

it('[DLV19] brings it by UDP, and by TCP counted in octets', async () => {
  const udp = createSocket('udp4');
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void udp.close());
  const datagram = new Promise<string>((resolve) => udp.once('message', (bytes) => resolve(bytes.toString())));
  const change = changeTitled('Disk full');
  const to = { host: '127.0.0.1', facility: 16 };
  expect(await syslogChannel({ ...to, port: udp.address().port, transport: 'udp' }).send(change, '', never)).toEqual({ outcome: 'sent' });
  expect(await datagram).toBe(syslogLine(change, 16));

  let stream = '';
  const tcp = createServer((socket) => socket.on('data', (chunk: Buffer) => (stream += chunk.toString())));
  await new Promise<void>((resolve) => void tcp.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void tcp.close());
  const { port } = tcp.address() as AddressInfo;
  expect(await syslogChannel({ ...to, port, transport: 'tcp' }).send(change, '', never)).toEqual({ outcome: 'sent' });
  const line = syslogLine(change, 16);
  expect(stream).toBe(`${Buffer.byteLength(line)} ${line}`);
  expect(await syslogChannel({ ...to, port: 1, transport: 'tcp' }).send(change, '', never)).toMatchObject({ outcome: 'retry' });
});
