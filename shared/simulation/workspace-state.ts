import { derivedId } from '../log/derived-id.ts';
import { emptyState, fold, type State } from '../state/state.ts';
import { differenceTo } from '../workspace/difference.ts';
import type { FileDefinitions } from '../workspace/file.ts';

/** A state in which a workspace file has been applied and nothing has happened yet. */
export function stateOfFile(definitions: FileDefinitions): State {
  const state = emptyState();
  for (const [i, { draft }] of differenceTo(state.workspace, definitions).entries()) {
    fold(state, {
      ...draft,
      id: derivedId(['definition', i]),
      device: 'simulation',
      deviceSeq: i + 1,
      version: 1,
      base: { seq: i, revision: 0, epoch: 0 },
      at: { wallMs: 0, offsetMs: 0, uncertaintyMs: 0 },
      log: derivedId(['simulation']),
      seq: i + 1,
      recordedAt: 0,
      actor: { kind: 'admin' },
      verdict: 'applied',
    });
  }
  return state;
}
