import type { evidence as en } from '../en/evidence.ts';

/** What stands beside an incident: evidence, its problems, what was changed, what was like it, what rules decided. */
export const evidence: typeof en = {
  tags: 'Étiquettes',
  attachments: 'Journaux et images',
  notShown: '{{name}} n’est pas affiché : ce n’est pas une image que Watchbell connaît.',
  members: 'Ses problèmes',
  membersOpen_zero: 'Aucun des {{total}} ne continue.',
  membersOpen_one: '{{count}} sur {{total}} continue.',
  membersOpen_other: '{{count}} sur {{total}} continuent.',
  over: 'fini',
  goesOn: 'continue',
  changes: 'Changé dans les 24 heures précédentes',
  before: '{{duration}} avant',
  similar: 'Déjà vu',
  after: 'au bout de {{duration}}',
  ended: {
    open: 'encore ouvert',
    'by-person': 'résolu par {{who}}',
    'by-monitor': 'résolu par la supervision',
    'by-operator': 'résolu par l’exploitant',
    merged: 'fusionné dans un autre',
  },
  because: { 'same-problem': 'même problème', 'same-class': 'même genre', 'like-title': 'titre semblable' },
  routed: 'Ce que des règles ont décidé',
  set: {
    severity: 'a fixé la gravité',
    priority: 'a fixé la priorité',
    service: 'a choisi le service',
    policy: 'a choisi la politique',
    assign: 'a choisi qui est appelé d’abord',
    tags: 'a ajouté des étiquettes',
    pause: 'a attendu de voir s’il disparaît',
    suppress: 'l’a empêché d’appeler',
    rule: 'la règle',
  },
  left: {
    unknown: '{{set}} : laissé tel quel, « {{named}} » est inconnu',
    nobody: '{{set}} : laissé tel quel, cela ne mène à personne',
    empty: '{{set}} : laissé tel quel, cela ne donne rien',
    failed: '{{set}} a échoué sans rien changer : {{named}}',
  },
};
