import i18next from 'i18next';
import { frenchSpaces } from './french-typography.ts';

/**
 * The sentences the shared rules answer in English, in French. They travel in the log as they are written,
 * so the window translates the ones it knows and shows the others unchanged.
 */
const french: Readonly<Record<string, string>> = {
  'The incident exists already.': 'L’incident existe déjà.',
  'The incident is not known here.': 'L’incident n’est pas connu ici.',
  'It was resolved already.': 'Il était déjà résolu.',
  'It was reopened since; look again before you resolve it.': 'Il a été rouvert depuis ; regardez de nouveau avant de le résoudre.',
  'It was resolved before the escalation arrived.': 'Il a été résolu avant que l’escalade n’arrive.',
  'It has rung again since; escalate again if it is still needed.':
    'Il a sonné de nouveau depuis ; escaladez encore si c’est toujours nécessaire.',
  'It is not held by anyone any more.': 'Plus personne ne le tient.',
  'It is open already.': 'Il est déjà ouvert.',
  'It has rung again since; acknowledge it again.': 'Il a sonné de nouveau depuis ; acquittez-le encore.',
  'The step has fired already.': 'L’étape s’est déjà déclenchée.',
  'The path has gone past this step.': 'Le parcours a dépassé cette étape.',
  'The schedule is not known here, or was removed.': 'Le planning n’est pas connu ici, ou a été retiré.',
  'The incident does not ring any more.': 'L’incident ne sonne plus.',
  'The handoff exists already.': 'La relève existe déjà.',
  'The handoff is not known here.': 'La relève n’est pas connue ici.',
  'Only the person it was offered to can answer a handoff.': 'Seule la personne à qui une relève est proposée peut y répondre.',
  'A person cannot say this in the name of a monitor, the engine or another definition.':
    'Une personne ne peut pas dire cela au nom d’une supervision, du moteur ou d’une autre définition.',
  'Your account was removed from the workspace; ask an admin.': 'Votre compte a été retiré ; demandez à un administrateur.',
  'It was answered already.': 'Elle a déjà reçu une réponse.',
};

/** A sentence of the shared rules in the window's language. */
export function saidByEngine(sentence: string): string {
  const inFrench = i18next.language === 'fr' ? french[sentence] : undefined;
  return inFrench === undefined ? sentence : frenchSpaces(inFrench);
}
