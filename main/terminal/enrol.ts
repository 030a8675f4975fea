import { decodeEvent } from '../../shared/log/envelope.ts';
import { applyToWorkspace, emptyWorkspace, find } from '../../shared/workspace/workspace.ts';
import type { Identity, IdentityFile } from '../store/identity.ts';
import type { ReplicaStore } from '../store/replica-store.ts';
import { CannotWatch, type TerminalOptions } from './options.ts';

const usualRelay = 'http://127.0.0.1:7420';

/** What enrolling needs. */
export interface EnrolEdges {
  identityFile: IdentityFile;
  openStore(): ReplicaStore;
  pair(url: string, code: string, person: string): Promise<{ ok: true } | { ok: false; message: string }>;
}

/** Makes sure this folder is paired, and for the person who asks. True when it was paired just now, and is running already. */
export async function enrol({ identityFile, openStore, pair }: EnrolEdges, options: TerminalOptions): Promise<boolean> {
  const identity = identityFile.read();
  if (identity) {
    checkPerson(identity, openStore, options);
    if (options.relay !== undefined && options.relay !== identity.relayUrl) {
      identityFile.write({ ...identity, relayUrl: options.relay });
    }
    return false;
  }
  const { as: person, pairCode: code, relay = usualRelay } = options;
  if (code === undefined || person === undefined) {
    const message = `${options.data} is not paired with a relay yet.`;
    throw new CannotWatch(
      2,
      message,
      'Give your name and a pairing code: --as PERSON --pair-code CODE. The operator gets the code with: watchbell pair',
    );
  }
  const result = await pair(relay, code, person);
  if (!result.ok) {
    throw new CannotWatch(1, result.message, 'Nothing was paired; put it right and start again.');
  }
  return true;
}

function checkPerson({ person }: Identity, openStore: () => ReplicaStore, { as, data }: TerminalOptions): void {
  if (as === undefined || as.toLowerCase() === person.toLowerCase()) {
    return;
  }
  // Addresses stay on the relay: who named themselves by theirs is taken at their word.
  const names = as.includes('@') ? [] : namesOf(person, openStore);
  if (names.length > 0 && !names.includes(as.trim().toLowerCase())) {
    throw new CannotWatch(2, `${data} is paired for ${person}, not for ${as}.`, 'Give this person a folder of their own: --data DIR.');
  }
}

/** What the copy of the log calls a person; nothing before it has been filled. */
function namesOf(id: string, openStore: () => ReplicaStore): string[] {
  const store = openStore();
  try {
    const workspace = emptyWorkspace();
    store.load(0).definitions.forEach((entry) => {
      const event = decodeEvent(entry);
      if (event.verdict === 'applied') {
        applyToWorkspace(workspace, event);
      }
    });
    const person = find(workspace, 'person', id);
    return person ? [person.name.toLowerCase()] : [];
  } finally {
    store.close();
  }
}
