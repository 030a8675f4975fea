import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { writeWorkspaceFile } from '../../shared/workspace/file-write.ts';
import { shop } from '../harness/shop.ts';
import { stateWith } from '../harness/workspaces.ts';

const guide = readFileSync(new URL('../../docs/status-page.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => parse(block) as Record<string, object>);

/** A shop with what a block of the guide says, and what it speaks of. */
const shopWith = (block: Record<string, object>) =>
  shop(
    { steps: [{ notify: ['person:ana'] }] },
    {
      channels: { ops: { name: 'Ops' } },
      teams: { payments: { name: 'Payments', members: ['ana'] } },
      services: { billing: { name: 'Billing', policy: 'payments' } },
      ...(block as Record<string, Record<string, unknown>>),
    },
  );

it('[COM21] [COM29] [COM31] what the guide shows is taken, and written back as it was read', () => {
  expect(blocks).toHaveLength(3);
  for (const block of blocks) {
    const { problems, warnings, definitions } = readWorkspaceFile(shopWith(block));
    expect([problems, warnings]).toEqual([[], []]);
    const again = readWorkspaceFile(writeWorkspaceFile(stateWith(shopWith(block)).workspace));
    expect(again.definitions?.organisation).toEqual(definitions?.organisation);
  }
});

it('[COM29] names a place in a text that does not exist, and those that do', () => {
  const subscribe = { texts: { outside: { en: { update: 'Dear {{name}}, {{text}}' } } } };
  const statusPage = { services: [{ service: 'checkout' }], subscribe };
  const { problems } = readWorkspaceFile(shopWith({ organisation: { statusPage } }));
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'organisation.statusPage.subscribe.texts.outside.en.update: there is no {{name}}; use {{page}}, {{service}}, {{text}}, {{began}}, {{ended}}, {{url}}.',
  ]);
});
