import type { Organisation } from '../workspace/definitions.ts';
import { find, type Workspace } from '../workspace/workspace.ts';
import type { Form, FormField } from './form.ts';

type Options = Readonly<Record<string, readonly [en: string, fr: string]>>;

function field(group: FormField['group'], id: string, kind: FormField['kind'], [en, fr]: readonly [string, string]): FormField {
  return { id, label: { en, fr }, group, kind };
}

function choice(group: FormField['group'], id: string, label: readonly [string, string], options: Options): FormField {
  const listed = Object.entries(options).map(([value, [en, fr]]) => ({ value, label: { en, fr } }));
  return { ...field(group, id, 'choice', label), options: listed };
}

/** The form of an organisation that has none of its own: what escalation reads, in the five groups (S45, S46, S58, S60). */
export const defaultForm: Form = {
  fields: [
    {
      ...field('identification', 'title', 'text', ['What is wrong, in one line', 'Ce qui ne va pas, en une ligne']),
      required: true,
      sets: 'title',
    },
    { ...field('identification', 'summary', 'text', ['What is known', 'Ce que l’on sait']), sets: 'description' },
    { ...field('classification', 'severity', 'severity', ['How bad it is', 'Gravité']), required: true },
    {
      ...choice('classification', 'type', ['What kind of incident', 'Type d’incident'], {
        outage: ['Outage', 'Panne'],
        degradation: ['Slow or degraded', 'Lenteur ou dégradation'],
        payment: ['Payments fail', 'Paiements en échec'],
        authentication: ['People cannot sign in', 'Connexion impossible'],
        'data-corruption': ['Data is wrong or lost', 'Données fausses ou perdues'],
        security: ['Security', 'Sécurité'],
        other: ['Something else', 'Autre chose'],
      }),
      sets: 'type',
    },
    { ...field('classification', 'service', 'service', ['What is affected', 'Service touché']), required: true },
    {
      ...choice('source', 'detected-by', ['How it was noticed', 'Comment on l’a remarqué'], {
        monitoring: ['By monitoring', 'Par la supervision'],
        user: ['By a user or customer', 'Par un utilisateur ou un client'],
        api: ['By a program', 'Par un programme'],
        colleague: ['By one of us', 'Par l’un de nous'],
      }),
      sets: 'detectedBy',
    },
    { ...field('source', 'reporter', 'text', ['Who reported it', 'Signalé par']), sets: 'reporter' },
    {
      ...choice('source', 'environment', ['Where', 'Où'], {
        production: ['Production', 'Production'],
        'pre-production': ['Before production', 'Préproduction'],
        test: ['Test', 'Test'],
      }),
      sets: 'environment',
    },
    field('evidence', 'links', 'link', ['Links to dashboards or logs', 'Liens vers tableaux de bord ou journaux']),
    field('evidence', 'files', 'attachment', ['Logs and screenshots', 'Journaux et captures d’écran']),
    {
      ...choice('context', 'impact', ['Who feels it', 'Qui le ressent'], {
        'customer-facing outage': ['Customers', 'Les clients'],
        'internal degradation': ['Only we', 'Nous seuls'],
        'partner API failure': ['Partners', 'Les partenaires'],
        'compliance or security risk': ['A rule or security is at risk', 'Conformité ou sécurité en danger'],
      }),
      sets: 'impact',
    },
    { ...field('context', 'customer', 'text', ['Which customer', 'Quel client']), sets: 'customer' },
    { ...field('context', 'vip', 'yesno', ['An important customer is affected', 'Un client important est touché']), sets: 'vip' },
    choice('context', 'sla-tier', ['Promised level of service', 'Niveau de service promis'], {
      gold: ['Gold', 'Or'],
      silver: ['Silver', 'Argent'],
      bronze: ['Bronze', 'Bronze'],
    }),
  ],
};

/** The form in force: the organisation's own, or the default. */
export function formOf(workspace: Workspace): Form {
  const organisation: Organisation | undefined = find(workspace, 'organisation', 'organisation');
  return organisation?.form ?? defaultForm;
}
