import { timeText } from '../balance/words.ts';
import type { FairProblem } from './problem.ts';
import { mostPeople, mostSlots } from './request.ts';

const languages = { en: english, fr: french };

/** What cannot be worked with in a request, and what to do, as one sentence. */
export function fairProblemText(problem: FairProblem, language: 'en' | 'fr'): string {
  return languages[language](problem);
}

function english(problem: FairProblem): string {
  switch (problem.kind) {
    case 'no-people':
      return 'There is nobody to draw a rotation for; name at least one person.';
    case 'no-slots':
      return 'There is nothing to fill; ask for at least one slot.';
    case 'too-much':
      return `${problem.people} people and ${problem.slots} slots are too many; draw for at most ${mostPeople} people and ${mostSlots} slots at a time.`;
    case 'same-person':
      return `${problem.person} is named twice; name each person once.`;
    case 'unknown-zone':
      return `The time zone "${problem.zone}"${problem.person === undefined ? '' : ` of ${problem.person}`} is not known; write one as IANA does, for example Europe/Paris.`;
    case 'unknown-calendar':
      return `The holiday calendar "${problem.calendar}" of ${problem.person} is not known; write a country and perhaps its state, for example FR or DE-BY.`;
    case 'bad-stretch':
      return `${problem.person === undefined ? 'A slot' : `A leave or a watch of ${problem.person}`} must end after it begins; it goes from ${timeText(problem.from)} to ${timeText(problem.until)}.`;
    case 'unknown-person':
      return `${problem.person} is not among the people; add them, or take them off the slot.`;
    case 'unknown-slot':
      return `There is no slot from ${timeText(problem.from)} to ${timeText(problem.until)}, or it is assigned twice; assign each slot once.`;
    case 'bad-weight':
      return `The weight ${problem.weight} of ${problem.person} must be above 0 and at most 100; write 1 for full time and 0.5 for half.`;
    case 'bad-share':
      return `The share ${problem.share} of ${problem.person} must be from 0 to 1, and the least not above the greatest; write 0.25 for a quarter.`;
    case 'bad-carried':
      return `What ${problem.person} carried before must be numbers from 0 on; leave it out for somebody new.`;
    case 'bad-limit':
      return `The limit ${problem.limit} is ${problem.value}; write a ${problem.limit === 'minRestMs' ? 'number of milliseconds' : 'whole number'} from 0 on, or leave it out for no limit.`;
    case 'bad-importance':
      return `An importance of ${problem.value} means nothing; write a number from 0 on.`;
    case 'bad-together':
      return `${problem.together} on call at once cannot be had of ${problem.people} people; ask for a whole number from 1 to ${problem.people}.`;
    case 'bad-handoff':
      return `A hand-off on "${problem.startsOn}" at "${problem.handoffAt}" cannot be read; write a date as YYYY-MM-DD and a time as HH:MM.`;
    case 'bad-count':
      return `${problem.count} slots of length ${problem.length} cannot be made; write whole numbers from 1 on, at most ${mostSlots} slots.`;
  }
}

function french(problem: FairProblem): string {
  switch (problem.kind) {
    case 'no-people':
      return 'Il n’y a personne pour qui composer un tour ; nommez au moins une personne.';
    case 'no-slots':
      return 'Il n’y a rien à pourvoir ; demandez au moins un créneau.';
    case 'too-much':
      return `${problem.people} personnes et ${problem.slots} créneaux, c’est trop ; composez pour ${mostPeople} personnes et ${mostSlots} créneaux au plus à la fois.`;
    case 'same-person':
      return `${problem.person} est nommé deux fois ; nommez chaque personne une fois.`;
    case 'unknown-zone':
      return `Le fuseau horaire « ${problem.zone} »${problem.person === undefined ? '' : ` de ${problem.person}`} est inconnu ; écrivez-le comme l’IANA, par exemple Europe/Paris.`;
    case 'unknown-calendar':
      return `Le calendrier de jours fériés « ${problem.calendar} » de ${problem.person} est inconnu ; écrivez un pays et au besoin sa région, par exemple FR ou DE-BY.`;
    case 'bad-stretch':
      return `${problem.person === undefined ? 'Un créneau' : `Un congé ou une garde de ${problem.person}`} doit finir après son début ; il va de ${timeText(problem.from)} à ${timeText(problem.until)}.`;
    case 'unknown-person':
      return `${problem.person} n’est pas parmi les personnes ; ajoutez cette personne, ou retirez-la du créneau.`;
    case 'unknown-slot':
      return `Il n’y a pas de créneau de ${timeText(problem.from)} à ${timeText(problem.until)}, ou il est attribué deux fois ; attribuez chaque créneau une fois.`;
    case 'bad-weight':
      return `Le poids ${problem.weight} de ${problem.person} doit être au-dessus de 0 et au plus 100 ; écrivez 1 pour un plein temps et 0.5 pour un mi-temps.`;
    case 'bad-share':
      return `La part ${problem.share} de ${problem.person} doit être de 0 à 1, et la minimale pas au-dessus de la maximale ; écrivez 0.25 pour un quart.`;
    case 'bad-carried':
      return `Ce que ${problem.person} a déjà porté doit être des nombres à partir de 0 ; ne mettez rien pour quelqu’un de nouveau.`;
    case 'bad-limit':
      return `La limite ${problem.limit} vaut ${problem.value} ; écrivez un nombre ${problem.limit === 'minRestMs' ? 'de millisecondes' : 'entier'} à partir de 0, ou rien pour ne pas limiter.`;
    case 'bad-importance':
      return `Une importance de ${problem.value} ne veut rien dire ; écrivez un nombre à partir de 0.`;
    case 'bad-together':
      return `${problem.together} d’astreinte à la fois, c’est impossible avec ${problem.people} personnes ; demandez un nombre entier de 1 à ${problem.people}.`;
    case 'bad-handoff':
      return `Un passage le « ${problem.startsOn} » à « ${problem.handoffAt} » ne peut pas être lu ; écrivez une date comme AAAA-MM-JJ et une heure comme HH:MM.`;
    case 'bad-count':
      return `${problem.count} créneaux de longueur ${problem.length} ne peuvent pas être faits ; écrivez des nombres entiers à partir de 1, ${mostSlots} créneaux au plus.`;
  }
}
