import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import type { RoutingRule } from '../routing/routing-rule.ts';
import { definitionKinds } from './definitions.ts';
import { fileRoutingRule } from './file-noise.ts';
import { rulesAsWritten, sentence, type FileDefinitions } from './file.ts';
import { danglingReferences, type Finding } from './references.ts';
import { checkRules } from './rule-check.ts';
import { all, type Workspace } from './workspace.ts';

const FileRules = z.record(Id, fileRoutingRule);

/** Something wrong with rules, by the path of keys and places to it. */
export interface RuleProblem {
  path: string;
  message: string;
}

/**
 * Reads routing rules in the form of a workspace file, as its `routingRules` would stand there, for a workspace they are to be tried
 * on. Problems are all of them; rules are given only when there are none. Warnings keep nothing from being tried.
 */
export function readRules(
  workspace: Workspace,
  given: unknown,
): { rules?: RoutingRule[]; problems: RuleProblem[]; warnings: RuleProblem[] } {
  const parsed = FileRules.safeParse(given, { reportInput: true });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => told({ path: ['routingRules', ...issue.path], message: sentence(issue) }));
    return { problems, warnings: [] };
  }
  const rules = rulesAsWritten(parsed.data);
  const others = Object.fromEntries(definitionKinds.map((kind) => [kind, all(workspace, kind)]));
  const definitions = { ...others, 'routing-rule': rules, leaves: [] } as unknown as FileDefinitions;
  const problems = danglingReferences(definitions)
    .filter(({ path }) => path[0] === 'routingRules')
    .map(told);
  const warnings = checkRules(rules).map(told);
  return problems.length > 0 ? { problems, warnings } : { rules, problems, warnings };
}

function told({ path, message }: Finding): RuleProblem {
  return { path: path.map(String).join('.'), message };
}
