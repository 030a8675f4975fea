import { readFileSync } from 'node:fs';
import { differenceTo } from '../../shared/workspace/difference.ts';
import { readWorkspaceFile, type FileDefinitions } from '../../shared/workspace/file.ts';
import type { State } from '../../shared/state/state.ts';
import type { EventSketch } from './entries.ts';
import { folded } from './folding.ts';

/** The sample workspace as a file. */
export const sample = readFileSync(new URL('../../relay/sample-workspace.yaml', import.meta.url), 'utf8');

/** What a file defines; throws its problems. */
export function definitionsOf(text: string): FileDefinitions {
  const { definitions, problems } = readWorkspaceFile(text);
  if (!definitions) {
    throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  }
  return definitions;
}

/** The events that bring a state’s workspace to what a file says. */
export function eventsToward(state: State, text: string): EventSketch[] {
  return differenceTo(state.workspace, definitionsOf(text)).map(({ draft }) => ({ ...draft, actor: { kind: 'admin' } }));
}

/** A state whose workspace is a file’s. */
export function stateWith(text: string = sample): State {
  const { state } = folded([]);
  folded(eventsToward(state, text), state);
  return state;
}
