// A desktop without a screen in a process of its own: the same replica, link and runner as the app, told what to do on stdin.
import { createInterface } from 'node:readline';
import { v7 } from 'uuid';
import { Responder } from '../../main/desk/responder.ts';
import { websocketConnector } from '../../main/link/websocket-connector.ts';
import { IdentityFile } from '../../main/store/identity.ts';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { systemClock } from '../../relay/system-clock.ts';

const [folder = ''] = process.argv.slice(2);
const identity = new IdentityFile(folder).read();
if (!identity) {
  throw new Error(`${folder} is not paired.`);
}

const say = (said: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(said)}\n`);
const responder = new Responder({
  identity,
  store: new SqliteReplicaStore(folder, () => systemClock.now()),
  connector: websocketConnector,
  clock: systemClock,
  random: Math.random,
  newId: () => v7(),
  channel: 'desktop',
  bellFor: () => ({
    raise: (incident, page) => {
      say({ said: 'page', incident, page: page.page, reason: page.reason });
      return Promise.resolve({ outcome: 'shown' });
    },
    clear: (incident) => {
      say({ said: 'still', incident });
      return Promise.resolve();
    },
  }),
});
responder.link.subscribe(() => say({ said: 'link', state: responder.link.status.state }));
responder.replica.subscribe(() => {
  const { head, pending } = responder.replica;
  say({ said: 'head', seq: head.seq, hash: head.hash, pending: pending.length });
});
responder.start();
say({ said: 'started', incidents: responder.replica.view.incidents.size, pending: responder.replica.pending.length });

createInterface({ input: process.stdin }).on('line', (line) => {
  const [word, incident = '', ...text] = line.split(' ');
  const event = word === 'acknowledge' ? responder.acknowledge(incident, 'window') : responder.annotate(incident, text.join(' '));
  say({ said: 'done', command: word, text: text.join(' '), id: event?.id, verdict: event?.verdict });
});
