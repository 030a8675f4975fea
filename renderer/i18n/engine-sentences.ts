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
  'A silence lasts at most 31d, so that nothing is quiet for good; end it sooner and make it longer when it is due.':
    'Un silence dure 31 jours au plus, pour que rien ne se taise pour toujours ; qu’il finisse plus tôt, et prolongez-le le moment venu.',
  'Somebody has ended it since; look again and bring it back if it is still needed.':
    'Quelqu’un y a mis fin depuis ; regardez de nouveau et rétablissez-le s’il est encore nécessaire.',
  'The other incident is kept from paging and this one is not; merge the other into this one.':
    'L’autre incident est étouffé et celui-ci ne l’est pas ; fusionnez l’autre dans celui-ci.',
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
  'It is not merged into another.': 'Il n’est pas fusionné dans un autre.',
  'Nobody waits for this answer any more.': 'Plus personne n’attend cette réponse.',
  'It does not wait for that incident.': 'Il n’attend pas cet incident.',
  'It was resolved before this arrived; reopen it if it is still needed.':
    'Il a été résolu avant que cela n’arrive ; rouvrez-le si c’est toujours nécessaire.',
  'It was resolved before the change arrived; reopen it if the change is still needed.':
    'Il a été résolu avant que la modification n’arrive ; rouvrez-le si elle est toujours nécessaire.',
  'A test was sent less than a minute ago; wait a moment and test again.':
    'Un essai a été envoyé il y a moins d’une minute ; attendez un instant et recommencez.',
  'The relay heard of this test long after it was asked for; test again if you still want it.':
    'Le relais n’a appris cet essai que longtemps après ; recommencez si vous le voulez encore.',
  'It would have come too late; test again later.': 'Il serait arrivé trop tard ; recommencez plus tard.',
  'More was said of this incident than every laptop can take in; write it down elsewhere and give the address in a note.':
    'On en a dit plus sur cet incident qu’un ordinateur ne peut en recevoir ; écrivez-le ailleurs et donnez l’adresse dans une note.',
  'No rule of theirs leads beside the laptop yet; add one first.': 'Aucune voie hors de l’ordinateur encore ; ajoutez-en une d’abord.',
  'The code could not be sent.': 'Le code n’a pas pu être envoyé.',
  'The relay does not answer; try again when it is there.': 'Le relais ne répond pas ; réessayez quand il sera là.',
  'This relay cannot do that yet; update it.': 'Ce relais ne sait pas encore le faire ; mettez-le à jour.',
  'Write a number like +33123456789 or an address like ana@example.org.':
    'Écrivez un numéro comme +33123456789 ou une adresse comme ana@example.org.',
  'The code is another one; it can be typed once more.': 'Ce n’est pas ce code ; il reste un essai.',
  'No code waits for this address: it is older than 10 minutes, was typed wrong five times, or was used. Ask for a new one.':
    'Aucun code n’attend pour cette adresse : il a plus de 10 minutes, a été tapé faux cinq fois, ou a servi. Demandez-en un autre.',
  'It was enrolled already.': 'Il était déjà enregistré.',
  'It was so already.': 'C’était déjà ainsi.',
  'The room is open already.': 'Le salon est déjà ouvert.',
  'It pages nobody, and opens no room.': 'Il n’appelle personne et n’ouvre aucun salon.',
  'It is done already, or not known here.': 'C’est déjà fait, ou inconnu ici.',
  'It has begun to page, and goes on.': 'Il a commencé à appeler, et continue.',
  'Nothing suppresses it any more.': 'Plus rien ne l’étouffe.',
  'It is not in the workspace any more; look again.': 'Ce n’est plus dans l’espace de travail ; regardez de nouveau.',
  'The rule has acted already.': 'La règle a déjà agi.',
  'It has rung again since; look again and repeat it.': 'Il a sonné de nouveau depuis ; regardez encore et recommencez.',
  'It was resolved before anybody could be asked.': 'Il a été résolu avant que quelqu’un ait pu être appelé.',
  'An incident cannot be merged into itself or wait for itself; name another.':
    'Un incident ne peut ni être fusionné dans lui-même ni s’attendre ; nommez-en un autre.',
  'The other incident is not open here; look again.': 'L’autre incident n’est pas ouvert ici ; regardez de nouveau.',
  'The other incident waits for this one already; unblock one of them first.':
    'L’autre incident attend déjà celui-ci ; débloquez-en d’abord un.',
  'The incident is resolved; reopen it to propose something.': 'L’incident est résolu ; rouvrez-le pour proposer quelque chose.',
  'The action is not known here.': 'L’envoi n’est pas connu ici.',
  'It was approved already.': 'Il a déjà été approuvé.',
  'It was turned down already.': 'Il a déjà été refusé.',
  'Approval was asked for already.': 'L’accord a déjà été demandé.',
  'It waits for approval.': 'Il attend un accord.',
  'Whether it needs approval is not settled yet; try again in a moment.':
    'On ne sait pas encore s’il faut un accord ; réessayez dans un instant.',
  'Nobody approves what they proposed themselves; ask a colleague.':
    'Personne n’approuve ce qu’il a proposé lui-même ; demandez à un collègue.',
  'You are not among those asked to approve it.': 'Vous n’êtes pas parmi les personnes à qui l’accord est demandé.',
  'You approved it already.': 'Vous l’avez déjà approuvé.',
  'people: name at least one person.': 'Nommez au moins une personne.',
  'for: snooze for at least 1s.': 'Mettez en sommeil pour au moins 1s.',
  'for: snooze for at most 7d.': 'Mettez en sommeil pour 7d (7 jours) au plus.',
  'It has got worse since; look again before you put it to sleep.':
    'Il s’est aggravé depuis ; regardez de nouveau avant de le mettre en sommeil.',
  'This incident is worse than the other; merge the other into this one.':
    'Cet incident est plus grave que l’autre ; fusionnez l’autre dans celui-ci.',
  'The operator approved it already.': 'L’opérateur l’a déjà approuvé.',
  'The person is not in the workspace any more.': 'La personne n’est plus dans l’espace de travail.',
  'It is over already; the past stays as it was.': 'C’est déjà terminé ; le passé reste tel quel.',
  'The layer is not known here, or was removed; look again and repeat it.':
    'La couche n’est pas connue ici, ou a été retirée ; regardez de nouveau et recommencez.',
  'One of the people is not in the workspace any more; name another.':
    'Une des personnes n’est plus dans l’espace de travail ; nommez-en une autre.',
  'It is the last layer; add another before you remove it.': 'C’est la dernière couche ; ajoutez-en une autre avant de la retirer.',
  'The hand-offs of this rotation were changed meanwhile; look again and repeat it.':
    'Les relèves de cette rotation ont changé entre-temps ; regardez de nouveau et recommencez.',
  'They were taken out of this rotation meanwhile; add them again if they are to take turns.':
    'Cette personne a été retirée de la rotation entre-temps ; ajoutez-la de nouveau si elle doit prendre son tour.',
  'Nobody would be left in this rotation; add somebody first, or remove the layer.':
    'Il ne resterait personne dans cette rotation ; ajoutez d’abord quelqu’un, ou retirez la couche.',
  'The swap is not known here.': 'L’échange n’est pas connu ici.',
  'The swap was answered or taken back meanwhile; look again.':
    'L’échange a reçu une réponse ou a été retiré entre-temps ; regardez de nouveau.',
  'The schedule is not known on this laptop any more.': 'Le planning n’est plus connu sur cet ordinateur.',
  'Pair this laptop with a relay first.': 'Appairez d’abord cet ordinateur avec un relais.',
  'until: it must end after it starts.': 'La fin doit venir après le début.',
  'turns.startsOn: write a date as YYYY-MM-DD, for example 2026-11-23.': 'Premier tour : choisissez une date.',
  'turns.endsOn: write a date as YYYY-MM-DD, for example 2026-11-23.': 'Dernier tour : choisissez une date.',
  'turns.handoffAt: write a time of day as HH:MM, for example 09:00.': 'Relève : choisissez une heure.',
  'turns: a rotation must end after it starts.': 'Une rotation doit finir après avoir commencé.',
  'The other incident sleeps and this one rings; merge the other into this one.':
    'L’autre incident dort et celui-ci sonne ; fusionnez l’autre dans celui-ci.',
  'The notification program did not start.': 'Le programme de notification n’a pas démarré.',
  'This system has no notifications.': 'Ce système n’a pas de notifications.',
  'The system did not show the notification.': 'Le système n’a pas montré la notification.',
  'Nothing that shows notifications answered.': 'Rien de ce qui montre les notifications n’a répondu.',
  'It was answered already.': 'Elle a déjà reçu une réponse.',
  'It was acknowledged before the message was sent.': 'L’incident a été pris en charge avant l’envoi du message.',
  'It was resolved before the message was sent.': 'L’incident a été résolu avant l’envoi du message.',
  'It has rung again since; that has messages of its own.': 'Il a sonné de nouveau depuis ; cette sonnerie a ses propres messages.',
  'They have answered already.': 'La personne a déjà répondu.',
  'It pages nobody just now.': 'Il n’appelle personne en ce moment.',
  'The message was called back while it was on its way.': 'Le message a été rappelé pendant son envoi.',
  'The provider’s adapter failed.': 'L’adaptateur du prestataire a échoué.',
  'The provider did not take the message; look at its address and credentials.':
    'Le prestataire n’a pas accepté le message ; vérifiez son adresse et ses identifiants.',
  'The provider’s name leads to an address inside; name it under "allow" if it may be there.':
    'Le nom du prestataire mène à une adresse interne ; nommez-la sous « allow » si elle peut s’y trouver.',
  'The mail server does not accept the user and password it was given.':
    'Le serveur de courriel refuse l’utilisateur et le mot de passe donnés.',
  'The connection was closed.': 'La connexion a été fermée.',
  'The connection was cut.': 'La connexion a été coupée.',
  'Nothing answers at the relay’s address; it may be restarting.': 'Rien ne répond à l’adresse du relais ; il redémarre peut-être.',
  'The relay’s name cannot be looked up; check the network.': 'Le nom du relais est introuvable ; vérifiez le réseau.',
  'The relay does not answer; check the network.': 'Le relais ne répond pas ; vérifiez le réseau.',
  'There is no network.': 'Il n’y a pas de réseau.',
  'The relay cannot be reached from this network.': 'Le relais est injoignable depuis ce réseau.',
  'The relay has gone silent.': 'Le relais ne dit plus rien.',
  'The relay did not answer after the pause.': 'Le relais n’a pas répondu après la pause.',
  'Something else than the relay answers; this network may want you to sign in first. Open any page in a browser.':
    'Autre chose que le relais répond ; ce réseau demande peut-être d’abord de s’identifier. Ouvrez une page dans un navigateur.',
};

/** Sentences with a name in them: how the English one reads, and the French one. */
const frenchWithNames: readonly (readonly [RegExp, string])[] = [
  [/^The desktop did not answer within (\d+) s\.$/, 'Le bureau n’a pas répondu en $1 s.'],
  [
    /^The program that shows notifications did not answer within (\d+) s\.$/,
    'Le programme qui montre les notifications n’a pas répondu en $1 s.',
  ],
  [/^The relay’s address answers with (\d+); it may be restarting\.$/, 'L’adresse du relais répond par $1 ; il redémarre peut-être.'],
  [/^No provider for (.+) is set up on the relay\.$/, 'Aucun prestataire pour $1 n’est configuré sur le relais.'],
  [/^No address of theirs for (.+) is known to the relay\.$/, 'Le relais ne connaît aucune adresse de la personne pour $1.'],
  [/^The provider did not answer within (\d+) s\.$/, 'Le prestataire n’a pas répondu en $1 s.'],
  [/^The provider could not be reached \((.+)\)\.$/, 'Le prestataire est injoignable ($1).'],
  [/^The provider answered (\d+)\.$/, 'Le prestataire a répondu $1.'],
  [
    /^The provider answered (\d+); look at its address and credentials\.$/,
    'Le prestataire a répondu $1 ; vérifiez son adresse et ses identifiants.',
  ],
  [/^The mail server (?:answered|refused the mail with) (\d+)\.$/, 'Le serveur de courriel a répondu $1.'],
  [/^The mail server could not be reached \((.+)\)\.$/, 'Le serveur de courriel est injoignable ($1).'],
  [/^The code is another one; it can be typed (\d+) times more\.$/, 'Ce n’est pas ce code ; il reste $1 essais.'],
  [/^A code was asked for a moment ago; ask again in (\d+) s\.$/, 'Un code vient d’être demandé ; redemandez dans $1 s.'],
  [/^There is no address called "(.+)"\.$/, 'Aucune adresse ne s’appelle « $1 ».'],
  [/^There is no incident "(.+)"\.$/, 'Il n’y a pas d’incident « $1 ».'],
  [/^This relay does not know "(.+)"; update the relay\.$/, 'Ce relais ne connaît pas « $1 » ; mettez le relais à jour.'],
  [
    /^This relay does not know version (\d+) of "(.+)"; update the relay\.$/,
    'Ce relais ne connaît pas la version $1 de « $2 » ; mettez le relais à jour.',
  ],
  [/^There is no person "(.+)" in the workspace\.$/, 'Il n’y a personne du nom de « $1 » dans l’espace de travail.'],
  [
    /^(.+) only reads along and cannot answer; name somebody else\.$/,
    '$1 ne fait que lire et ne peut pas répondre ; nommez quelqu’un d’autre.',
  ],
  [
    /^(?:.*: )?the pattern (.+) is not one RE2 reads: .+$/,
    'Le motif $1 n’est pas une expression que RE2 sait lire ; corrigez-le, ou utilisez « contient ».',
  ],
  [/^(?:.*: )?the pattern (.+) is too much work; .+$/, 'Le motif $1 demande trop de travail ; réduisez ses répétitions.'],
  [/^(?:.*: )?"(.+)" is compared with a number, .+$/, '« $1 » se compare à un nombre.'],
  [/^There is no policy "(.+)" in the workspace any more\.$/, 'La politique « $1 » n’est plus dans l’espace de travail.'],
  [
    /^turns\.holidays\.calendar: "(.*)" is not a holiday calendar; .+$/,
    '« $1 » n’est pas un calendrier de jours fériés ; écrivez un pays et peut-être sa région, par exemple FR, DE-BY ou US-CA.',
  ],
  [
    /^turns\.hours\.\d+: a window must end at another time than it begins; .+$/,
    'Des heures doivent finir à un autre moment que celui où elles commencent.',
  ],
  [
    /^There is no layer or member ".+" in this schedule any more; look again\.$/,
    'Cette couche ou cette personne n’est plus dans ce planning ; regardez de nouveau.',
  ],
];

function inFrench(sentence: string): string | undefined {
  const named = frenchWithNames.find(([english]) => english.test(sentence));
  return french[sentence] ?? (named && sentence.replace(named[0], named[1]));
}

/** A sentence of the shared rules in the window's language. */
export function saidByEngine(sentence: string): string {
  const translated = i18next.language === 'fr' ? inFrench(sentence) : undefined;
  return translated === undefined ? sentence : frenchSpaces(translated);
}

/** Why a bell did not ring, in the window's language: each way that was tried says its own sentence. */
export function saidByBell(why: string): string {
  return why
    .split(/(?<=\.) (?=[A-Z])/)
    .map(saidByEngine)
    .join(' ');
}
