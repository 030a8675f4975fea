const en: Readonly<Record<string, string>> = {
  alertCount: 'number of alerts',
  recentIncidents: 'incidents of the service in 24 h',
  customerFacing: 'customer-facing',
  vip: 'VIP',
  detectedBy: 'how it was detected',
  groupKey: 'group of the sender',
};

const fr: Readonly<Record<string, string>> = {
  title: 'titre',
  text: 'texte',
  severity: 'gravité',
  priority: 'priorité',
  team: 'équipe',
  policy: 'politique',
  component: 'composant',
  group: 'groupe',
  class: 'classe',
  category: 'catégorie',
  environment: 'environnement',
  region: 'région',
  domain: 'domaine',
  segment: 'segment de clientèle',
  customer: 'client',
  owner: 'propriétaire',
  cluster: 'grappe',
  deployment: 'déploiement',
  host: 'machine',
  dependencies: 'dépendances',
  reporter: 'signalé par',
  detectedBy: 'mode de détection',
  groupKey: 'groupe de l’émetteur',
  tags: 'étiquettes',
  impact: 'impact',
  dedupKey: 'clé',
  status: 'état',
  stage: 'étape du travail',
  epoch: 'sonnerie',
  level: 'niveau',
  test: 'essai',
  alertCount: 'nombre d’alertes',
  recentIncidents: 'incidents du service en 24 h',
  customerFacing: 'visible des clients',
  vip: 'client VIP',
};

const languages = { en, fr };

/** A field as a person would call it; a label by its own name. */
export function fieldText(field: string, language: 'en' | 'fr'): string {
  return languages[language][field] ?? field.replace(/^label\./, '');
}
