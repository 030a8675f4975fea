import { defaultForm } from '../../../shared/form/default-form.ts';
import type { Form } from '../../../shared/form/form.ts';
import type { Scenario } from '../fake/fake-bridge.ts';
import { busyDesk, failingDesk } from './desks.ts';
import type { Shot } from './shots.ts';

/** A form of the organisation's own: a question without French, a number, help. */
export const ownForm: Form = {
  fields: [
    { id: 'title', label: { en: 'Headline', fr: 'Titre court' }, group: 'identification', kind: 'text', required: true, sets: 'title' },
    { id: 'service', label: { en: 'Product', fr: 'Produit' }, group: 'classification', kind: 'service', required: true },
    {
      id: 'shops',
      label: { en: 'Shops affected', fr: 'Boutiques touchées' },
      help: { en: 'A guess is fine.', fr: 'Une estimation suffit.' },
      group: 'context',
      kind: 'number',
      required: true,
    },
  ],
};

export const withForm = (form: Form = defaultForm): Scenario => ({ desk: busyDesk(), form });

const openForm: NonNullable<Shot['act']> = async (page) => {
  await page.locator('[role="toolbar"] > button').click();
  await page.locator('[role="dialog"] input:focus').waitFor();
};

/** The form: as it opens, with everything open, with what is missing, the organisation's own, and when main does not answer. */
export const intakeShots: Shot[] = [
  { name: 'new-incident', scenario: withForm, act: openForm },
  {
    name: 'new-incident-all',
    scenario: withForm,
    act: async (page) => {
      await openForm(page);
      for (const index of [2, 3, 4]) {
        await page.locator('[role="dialog"] summary').nth(index).click();
      }
      await page.locator('[role="dialog"] [role="group"] textarea').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'new-incident-missing',
    scenario: withForm,
    act: async (page) => {
      await openForm(page);
      await page.locator('[role="dialog"] [type="submit"]').click();
      await page.locator('[role="dialog"] [role="alert"]').waitFor();
    },
    says: true,
  },
  { name: 'new-incident-own', scenario: () => ({ desk: failingDesk(), form: ownForm }), act: openForm },
  {
    name: 'new-incident-failing',
    scenario: () => ({ ...withForm(), breaks: ['form:get'] }),
    act: async (page) => {
      await page.locator('[role="toolbar"] > button').click();
      await page.locator('[role="dialog"] [role="alert"]').waitFor();
    },
  },
];
