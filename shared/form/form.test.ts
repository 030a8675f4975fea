import { expect, it } from 'vitest';
import { shop, type FilePart } from '../../test/harness/shop.ts';
import { definitionsOf, stateWith } from '../../test/harness/workspaces.ts';
import { readWorkspaceFile } from '../workspace/file.ts';
import { writeWorkspaceFile } from '../workspace/file-write.ts';
import { defaultForm, formOf } from './default-form.ts';
import { Form, formGroups, setBy } from './form.ts';

const title = { label: 'What is wrong', group: 'identification', kind: 'text', required: true, sets: 'title' };
const service = { label: { en: 'Service', fr: 'Service touché' }, group: 'classification', kind: 'service', required: true };
const withForm = (form: Record<string, FilePart>) => shop({ steps: [{ notify: ['person:ana'] }] }, { form });
const problems = (form: Record<string, FilePart>) =>
  readWorkspaceFile(withForm(form)).problems.map(({ path, message }) => `${path}: ${message}`);

it('[RTE13] has a form of its own accord, in five groups and both languages, that asks what escalation reads', () => {
  expect(Form.parse(defaultForm)).toEqual(defaultForm);
  expect([...new Set(defaultForm.fields.map(({ group }) => group))]).toEqual(formGroups);
  expect(defaultForm.fields.map(setBy)).toEqual(
    expect.arrayContaining([
      'title',
      'description',
      'severity',
      'type',
      'service',
      'detectedBy',
      'reporter',
      'environment',
      'impact',
      'vip',
      'label.sla-tier',
    ]),
  );
  const shown = defaultForm.fields.flatMap(({ label, options }) => [label, ...(options ?? []).map((option) => option.label)]);
  expect(shown.every((each) => (each?.en ?? '') !== '' && (each?.fr ?? '') !== '')).toBe(true);
  expect(formOf(stateWith(shop({ steps: [{ notify: ['person:ana'] }] })).workspace)).toBe(defaultForm);
});

it('[RTE13] is written in the workspace file, in the order it asks, and read back', () => {
  const { workspace } = stateWith(
    withForm({ zone: { label: 'Zone', group: 'context', kind: 'choice', options: ['a', { value: 'b', label: 'B' }] }, title, service }),
  );
  expect(formOf(workspace).fields).toMatchObject([
    { id: 'zone', label: { en: 'Zone' }, options: [{ value: 'a' }, { value: 'b', label: { en: 'B' } }] },
    { id: 'title', required: true },
    { id: 'service', label: { en: 'Service', fr: 'Service touché' } },
  ]);
  const written = writeWorkspaceFile(workspace);
  expect(written).toContain('label: What is wrong');
  expect(definitionsOf(written).organisation[0]?.form).toEqual(formOf(workspace));
});

it.each<[string, Record<string, FilePart>, RegExp]>([
  ['no title is asked for', { service }, /ask for the title: a field of kind text, required, that sets title/],
  ['the service is not required', { title, service: { ...service, required: false } }, /ask for the service/],
  ['two go to one place', { title, service, other: { ...title, required: false } }, /"title" goes to title already/],
  ['a choice has no options', { title, service, c: { label: 'C', group: 'context', kind: 'choice' } }, /a choice has options/],
  [
    'it sets what nobody answers',
    { title, service, c: { label: 'C', group: 'context', kind: 'text', sets: 'status' } },
    /"status" cannot be set; use label\.NAME or one of: title, description, priority/,
  ],
  [
    'a priority is free text',
    { title, service, c: { label: 'C', group: 'context', kind: 'text', sets: 'priority' } },
    /priority is a choice/,
  ],
  [
    'a priority nobody knows',
    { title, service, c: { label: 'C', group: 'context', kind: 'choice', options: ['P9'], sets: 'priority' } },
    /priority is a choice/,
  ],
  [
    'yes or no is asked for with text',
    { title, service, c: { label: 'C', group: 'context', kind: 'text', sets: 'vip' } },
    /vip is yes or no; ask with yesno/,
  ],
  [
    'text is asked for with a number',
    { title, service, c: { label: 'C', group: 'context', kind: 'number', sets: 'region' } },
    /region is text/,
  ],
  ['a service goes elsewhere', { title, service: { ...service, sets: 'region' } }, /a service goes to its own place/],
  ['a group is not known', { title, service, c: { label: 'C', group: 'other', kind: 'text' } }, /group/],
])('[RTE13] is refused with its place when %s', (_, form, message) => {
  const found = problems(form);
  expect(found.join('\n')).toMatch(message);
  expect(found.every((line) => line.startsWith('form'))).toBe(true);
});
