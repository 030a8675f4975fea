import { readFileSync } from 'node:fs';
import type { Event } from '../shared/log/envelope.ts';
import { differenceTo } from '../shared/workspace/difference.ts';
import { zoneDataVersion } from '../shared/time/zone.ts';
import { readWorkspaceFile, type FileDefinitions } from '../shared/workspace/file.ts';
import { all } from '../shared/workspace/workspace.ts';
import type { ContactBook } from './access/contact-book.ts';
import type { CredentialStore } from './access/credentials.ts';
import { applyChanges } from './http/workspace-routes.ts';
import type { Ledger } from './log/ledger.ts';
import type { RelayOptions } from './options.ts';
import { relayFile } from './relay-file.ts';

/** A workspace file that must not be applied: every problem with its place, one a line. */
export class BadWorkspace extends Error {}

/** Reads the workspace a relay was told to start with; undefined when none was named. Throws BadWorkspace before anything is changed. */
export function readStartWorkspace(options: RelayOptions): FileDefinitions | undefined {
  const file = options.sample ? relayFile('sample-workspace.yaml') : options.workspace;
  if (file === undefined) {
    return undefined;
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadWorkspace(`${String(file)}: cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  const { definitions, problems } = readWorkspaceFile(text);
  if (!definitions) {
    const lines = problems.map(
      ({ line, column, path, message }) => `${String(file)}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`,
    );
    throw new BadWorkspace([...lines, 'Nothing was changed. Mend the file and start again.'].join('\n'));
  }
  return definitions;
}

/** Gives every integration its key, and takes away those of removed ones and contacts nobody's definition stands for, whoever changed the workspace and from where. */
export function followWorkspace(
  events: readonly Event[],
  ledger: Ledger,
  { credentials, contacts }: { credentials: CredentialStore; contacts: ContactBook },
): void {
  const kinds = new Set(events.map(({ entity }) => entity.kind));
  if (kinds.has('integration')) {
    credentials.syncIntegrations(all(ledger.state.workspace, 'integration').map(({ id }) => id));
  }
  if (kinds.has('person')) {
    contacts.eraseUnused(ledger.state.workspace);
  }
}

/** Enrols the relay as the log's first device, names the time-zone rules it reckons with, then brings the workspace to what the file says; the sample only if there is none yet. */
export async function prepareLog(
  ledger: Ledger,
  { credentials, contacts }: { credentials: CredentialStore; contacts: ContactBook },
  { definitions, sample }: { definitions: FileDefinitions | undefined; sample: boolean },
  now: number,
): Promise<void> {
  const { device, publicKey } = credentials.key;
  if (!ledger.state.workspace.devices.has(device)) {
    const { durable } = ledger.write(
      { type: 'device.enrolled', entity: { kind: 'device', id: device }, body: { name: 'relay', publicKey } },
      { kind: 'admin' },
    );
    await durable;
  }
  if (ledger.state.workspace.zoneData !== zoneDataVersion) {
    const entity = { kind: 'organisation' as const, id: 'organisation' };
    await ledger.write({ type: 'zones.adopted', entity, body: { version: zoneDataVersion } }, { kind: 'engine' }).durable;
  }
  // The sample is where somebody begins; what they made of it since stays theirs.
  const isBegun = sample && all(ledger.state.workspace, 'service').length > 0;
  await applyChanges(
    { ledger, credentials, contacts },
    definitions && !isBegun ? differenceTo(contacts.joined(ledger.state.workspace), definitions, now) : [],
  );
}
