// Many laptops that follow a relay's log, in a process of their own: `desktops.ts URL DEVICE KEY COUNT`. Each proves to be the same
// device, keeps nothing and says how far it is. Writes `ready` once all follow; answers a line on its input with the entry that the
// slowest and the quickest have, and how many bytes came.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { inflateRawSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { signerOf } from '../../../relay/access/signature.ts';
import { helloText } from '../../../shared/protocol/up.ts';
import { protocolVersion } from '../../../shared/protocol/version.ts';

const [url = '', device = '', keyFile = '', count = '0'] = process.argv.slice(2);
const sign = signerOf(readFileSync(keyFile, 'utf8'));
const reached: number[] = [];
let bytes = 0;

/** Where the log ended when a text of entries was sent. */
function headIn(text: Buffer): number {
  return Number(/"head":(\d+)\}$/.exec(text.subarray(-40).toString('latin1'))?.[1] ?? 0);
}

/** As `headIn`, of a packed frame: all are told the same, so each is unpacked once and known by its length and end. */
const heads = new Map<string, number>();
function headInPacked(frame: Buffer): number {
  const known = `${frame.length} ${frame.subarray(-64).toString('latin1')}`;
  const head = heads.get(known) ?? headIn(inflateRawSync(frame));
  heads.set(known, head);
  return head;
}

async function follow(place: number): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/sync`, { perMessageDeflate: false });
  const say = (message: object) => socket.send(JSON.stringify(message));
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The relay closed a connection.')));
    const follows = (head: number) => {
      reached[place] = head;
      say({ kind: 'credit', seq: head });
      resolve();
    };
    socket.on('message', (frame: Buffer, isBinary: boolean) => {
      bytes += frame.length;
      if (isBinary) {
        follows(headInPacked(frame));
        return;
      }
      const kind = /^\{"kind":"([a-z-]+)"/.exec(frame.subarray(0, 40).toString('latin1'))?.[1];
      if (kind === 'challenge') {
        const { nonce } = JSON.parse(frame.toString('utf8')) as { nonce: string };
        say({
          kind: 'hello',
          protocol: protocolVersion,
          device,
          seq: 0,
          headHash: '0'.repeat(64),
          signature: sign(helloText(nonce, device)),
        });
      } else if (kind === 'entries') {
        follows(headIn(frame));
      } else if (kind === 'refused') {
        reject(new Error(frame.toString('utf8')));
      }
    });
  });
}

for (let i = 0; i < Number(count); i += 1) {
  // The relay takes 200 new connections a second.
  await new Promise((resolve) => setTimeout(resolve, 6));
  await follow(i);
}
process.stdout.write('ready\n');
createInterface({ input: process.stdin }).on('line', () => {
  process.stdout.write(`${JSON.stringify({ slowest: Math.min(...reached), quickest: Math.max(...reached), bytes })}\n`);
});
