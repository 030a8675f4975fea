import { verifySignature } from '../../relay/access/signature.ts';
import { Hub, type HubEdges } from '../../relay/replicate/hub.ts';
import type { Session } from '../../relay/replicate/session.ts';
import type { Socket } from '../../relay/replicate/socket.ts';
import { genesisHash } from '../../shared/log/chain.ts';
import { DownMessage } from '../../shared/protocol/down.ts';
import { helloText, type UpMessage } from '../../shared/protocol/up.ts';
import { FakeClock } from './fake-clock.ts';
import { RelayLog, type LoggedDevice } from './relay-log.ts';

/** One end of a connection: what the relay sent, and a way to answer. */
export class Peer implements Socket {
  readonly received: DownMessage[] = [];
  readonly session: Session;
  readonly device: LoggedDevice;
  bufferedBytes = 0;
  closed = false;

  constructor(hub: Hub, device: LoggedDevice) {
    this.device = device;
    this.session = hub.connect(this);
  }

  send(frame: string): void {
    this.received.push(DownMessage.parse(JSON.parse(frame)));
  }

  close(): void {
    this.closed = true;
  }

  say(message: UpMessage): void {
    this.session.receive(JSON.stringify(message));
  }

  hello(more: Partial<Extract<UpMessage, { kind: 'hello' }>> = {}): void {
    const challenge = this.received[0];
    const nonce = challenge?.kind === 'challenge' ? challenge.nonce : '';
    const signature = this.device.sign(helloText(nonce, this.device.id));
    this.say({ kind: 'hello', protocol: 1, device: this.device.id, seq: 0, headHash: genesisHash, signature, ...more });
  }

  get entries(): number[] {
    return this.received.flatMap((message) => (message.kind === 'entries' ? message.entries.map(({ seq }) => seq) : []));
  }

  said(kind: DownMessage['kind']): DownMessage[] {
    return this.received.filter((message) => message.kind === kind);
  }

  get refusal(): string | undefined {
    const [refused] = this.said('refused');
    return refused?.kind === 'refused' ? refused.why : undefined;
  }
}

/** A relay with the sample workspace and people's devices, and what it complains of. */
export async function relayWith(people: readonly string[], more: { snapshotFrom?: number; clock?: HubEdges['clock'] } = {}) {
  const log = await RelayLog.withSample();
  const devices = people.map((person) => log.enrol(person));
  await log.ledger.settled();
  const troubles: string[] = [];
  const { ledger, store } = log;
  const hub = new Hub({
    clock: new FakeClock(0),
    ...more,
    ledger,
    store,
    now: () => log.nowMs,
    verify: verifySignature,
    onTrouble: (message) => troubles.push(message),
  });
  return { log, hub, devices, troubles };
}
