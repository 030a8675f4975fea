import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { sample } from '../harness/workspaces.ts';

const guide = readFileSync(new URL('../../docs/policies.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml]) => yaml ?? '');
const indented = (text: string) => text.split('\n').slice(1).join('\n');

it('[WSP2] takes everything the guide to policies shows', () => {
  const [policies = '', severities = '', people = ''] = blocks;
  const more = `policies:\n${indented(policies)}  management:\n    name: Management\n    steps: [{ notify: [person:lea] }]`;
  const workspace = sample
    .replace(/policies:[^]*?(?=services:)/, `${more}\n\n`)
    .replace('organisation:\n', `organisation:\n${indented(severities)}`)
    .replace('    email: ana@example.org\n', `    email: ana@example.org\n${people.split('\n').slice(2).join('\n')}`)
    .replace(
      'teams:\n',
      'channels:\n  incident-critical: { name: "#incident-critical" }\nteams:\n  database: { name: Database, members: [bo, lea], lead: lea }\n',
    );
  expect(blocks).toHaveLength(3);
  expect(readWorkspaceFile(workspace)).toMatchObject({ problems: [], warnings: [] });
});
