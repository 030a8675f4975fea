import { expect, it } from 'vitest';
import { folded } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { ruledShop } from '../../test/harness/ruled.ts';
import { incidentBodies } from '../incident/incident-events.ts';
import { severities } from '../log/severity.ts';
import { factsOf } from '../workspace/facts.ts';
import { Answers } from './answers.ts';
import { defaultForm, formOf } from './default-form.ts';
import type { Form } from './form.ts';
import { incidentFromAnswers, openedByHand } from './open-by-hand.ts';

const state = ruledShop({});
const log = { name: 'app.log', type: 'text/plain' as const, text: 'boom' };
const full: Answers = {
  title: ' Nobody can pay ',
  summary: 'Cards are refused since noon.',
  severity: 'error',
  type: 'payment',
  service: 'payments-api',
  'detected-by': 'user',
  reporter: 'Support',
  environment: 'production',
  links: ['https://example.org/d/1', { href: 'https://example.org/d/2', text: 'Graph' }],
  files: log,
  impact: 'customer-facing outage',
  customer: 'Acme',
  vip: true,
  'sla-tier': 'gold',
};
const errorsOf = (answers: Answers, form: Form = defaultForm) => {
  const opening = incidentFromAnswers(form, answers, state);
  return 'errors' in opening ? opening.errors.map(({ field, en }) => `${field}: ${en}`) : [];
};

it('[RTE14] makes one incident of the answers, each where conditions read it', () => {
  const opening = incidentFromAnswers(defaultForm, full, state);
  expect(opening).toEqual({
    note: 'Cards are refused since noon.',
    body: {
      title: 'Nobody can pay',
      severity: 'error',
      service: 'payments-api',
      policy: { id: 'experts', revision: 1 },
      known: {
        text: 'Cards are refused since noon.',
        type: 'payment',
        detectedBy: 'user',
        reporter: 'Support',
        environment: 'production',
        impact: 'customer-facing outage',
        customer: 'Acme',
        vip: true,
        'label.sla-tier': 'gold',
      },
      links: [{ href: 'https://example.org/d/1' }, { href: 'https://example.org/d/2', text: 'Graph' }],
      attachments: [log],
    },
  });
  const body = 'body' in opening ? opening.body : {};
  const after = folded(
    [{ type: 'incident.triggered', entity: { kind: 'incident', id: 'a' }, body, actor: { kind: 'person', id: 'ana' } }],
    ruledShop({}),
  );
  const incident = after.state.incidents.get('a');
  expect(after.verdicts).toEqual(['applied']);
  expect(incident && factsOf(state.workspace, incident, () => 0)).toMatchObject({
    type: 'payment',
    vip: true,
    customer: 'Acme',
    'label.sla-tier': 'gold',
  });
});

it('[RTE14] names every field that is missing or of another form, in both languages', () => {
  expect(errorsOf({})).toEqual([
    'title: This has to be answered.',
    'severity: This has to be answered.',
    'service: This has to be answered.',
  ]);
  expect(
    errorsOf({
      ...full,
      title: '  ',
      severity: 'bad',
      type: 'unheard-of',
      service: 'gone',
      vip: 'yes',
      links: 'ftp://x',
      files: 'x',
      extra: 1,
      reporter: 5,
    }),
  ).toEqual([
    expect.stringMatching(/^extra: The form does not ask for "extra"; it asks for: title, summary/),
    'title: This has to be answered.',
    'severity: Choose one of: critical, error, warning, info.',
    expect.stringMatching(/^type: Choose one of: outage, /),
    'reporter: Answer with text.',
    expect.stringMatching(/^links: Give an address/),
    expect.stringMatching(/^files: Attach text/),
    'vip: Answer with yes or no.',
    'service: There is no service "gone" in the workspace; choose another.',
  ]);
  const opening = incidentFromAnswers(defaultForm, {}, state);
  expect('errors' in opening && opening.errors.every(({ fr }) => fr !== '')).toBe(true);
  expect(errorsOf({ ...full, title: 'x'.repeat(1025) })).toEqual(['title: Write at most 1024 characters.']);
  expect(errorsOf({ ...full, files: Array.from({ length: 6 }, () => log) })).toEqual(['files: Give at most 5.']);
});

it('[RTE14] takes the organisation’s own form, with numbers and priorities', () => {
  const form = {
    what: { label: 'What', group: 'identification', kind: 'text', required: true, sets: 'title' },
    where: { label: 'Where', group: 'classification', kind: 'service', required: true },
    matters: { label: 'How much', group: 'classification', kind: 'choice', options: ['P1', 'P2'], sets: 'priority' },
    users: { label: 'How many', group: 'context', kind: 'number' },
  };
  const own = ruledShop({}, { form });
  const answers = { what: 'Down', where: 'checkout', matters: 'P2', users: '12' };
  expect(openedByHand(own, { answers })).toEqual({
    body: {
      title: 'Down',
      severity: 'critical',
      service: 'checkout',
      policy: { id: 'payments', revision: 1 },
      priority: 'P2',
      known: { 'label.users': 12 },
    },
  });
  expect(openedByHand(own, { answers: { ...answers, users: 'many', where: 'x' } })).toMatchObject({
    errors: [{ field: 'users', en: 'Answer with a number.' }, { field: 'where' }],
  });
  expect(formOf(own.workspace).fields).toHaveLength(4);
});

it('[RTE15] opens an incident without a form as it always did, and takes what is said beside the answers', () => {
  expect(openedByHand(state, { title: 'Down', service: 'checkout' })).toMatchObject({ body: { title: 'Down', severity: 'critical' } });
  expect(openedByHand(state, {})).toMatchObject({ errors: [{ field: 'title' }, { field: 'service' }] });
  expect(openedByHand(state, { title: 'Down', service: 'gone' })).toMatchObject({ errors: [{ field: 'service' }] });
  const more = {
    known: { region: 'eu' },
    links: [{ href: 'https://example.org' }],
    attachments: [log],
    test: true,
    priority: 'P1' as const,
  };
  expect(openedByHand(state, { title: 'Down', service: 'checkout', description: 'Since noon', ...more })).toMatchObject({
    body: { known: { region: 'eu' }, links: more.links, attachments: [log], test: true, priority: 'P1' },
    note: 'Since noon',
  });
  const { title: _, ...rest } = full;
  expect(openedByHand(state, { title: 'Said', answers: rest, severity: 'info' })).toMatchObject({
    body: { title: 'Said', severity: 'info' },
  });
  const links = Array.from({ length: 30 }, () => ({ href: 'https://example.org' }));
  expect(openedByHand(state, { answers: { ...full, links }, links })).toMatchObject({
    errors: [{ field: 'links', en: 'Give at most 50.' }],
  });
});

it('[RTE14] makes of any answers either an incident the log takes, or errors that name fields', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom<Answers[string]>(
      'error',
      'checkout',
      'outage',
      'gold',
      log,
      { href: 'https://example.org' },
      [],
      ['https://example.org'],
    ),
  );
  const ids = defaultForm.fields.map(({ id }) => id);
  const given = fc.dictionary(fc.constantFrom(...ids, 'extra'), anything, { noNullPrototype: true });
  const good = fc.record({ title: fc.constant('Down'), severity: fc.constantFrom(...severities), service: fc.constant('checkout') });
  fc.assert(
    fc.property(given, good, fc.boolean(), (some, rest, isGood) => {
      const answers = Answers.safeParse(isGood ? { ...some, ...rest } : some).data;
      const opening = answers && incidentFromAnswers(defaultForm, answers, state);
      if (opening && 'body' in opening) {
        expect(incidentBodies['incident.triggered'].safeParse(opening.body).success).toBe(true);
      } else {
        expect(opening?.errors.every(({ field }) => [...ids, 'extra'].includes(field)) ?? true).toBe(true);
        expect(opening?.errors.length ?? 1).toBeGreaterThan(0);
      }
    }),
  );
});
