import type { Approximation, FileTrouble, NotUnderstood, ZoneEntry } from './report.ts';
import type { CalendarLanguage } from './words.ts';

/** The sentences of a report in one language. */
export interface ReportWords {
  trouble: Readonly<Record<FileTrouble, string>>;
  why(why: NotUnderstood): string;
  how(how: Approximation): string;
  zone(entry: ZoneEntry): string;
}

const en: ReportWords = {
  trouble: {
    'too-large': 'The file is too large; export a shorter time from the calendar program.',
    'not-a-calendar': 'This is not a calendar file: it has no BEGIN:VCALENDAR. Export it as iCalendar (.ics).',
    'too-many-events': 'The file has more than 20,000 events; export a shorter time from the calendar program.',
  },
  why: (why) => {
    switch (why.code) {
      case 'cut-short':
        return 'The event does not end; the file was cut short or put together wrongly.';
      case 'no-start':
        return 'The event does not say when it begins.';
      case 'no-length':
        return 'The event does not say when it ends.';
      case 'ends-before-it-begins':
        return 'The event ends before it begins, or at once.';
      case 'cancelled':
        return 'The event was cancelled.';
      case 'floating-time':
        return 'The time names no zone; say which is meant (--zone).';
      case 'outside-horizon':
        return 'Nothing of the event lies in the time that is read.';
      case 'too-much-work':
        return 'It repeats or lists more than is computed.';
      case 'unreadable':
        return `${why.property} cannot be read.`;
      case 'unknown-person':
        return why.name === '' ? 'It names nobody.' : `Nobody in the workspace is called "${why.name}"; say whom it means (--map).`;
      case 'ambiguous-name':
        return `"${why.name}" can mean several people; say whom it means (--map).`;
      case 'unknown-zone':
        return `Neither we nor the file know the time zone "${why.zone}".`;
      case 'no-zone-for-days':
        return `It is a whole day, and where ${why.person} lives is not known; give the person a zone, or say which is meant (--zone).`;
      case 'repeats-too-often':
        return `It repeats every minute or second, which no shift does (${why.rule}).`;
      case 'bad-rule':
        return `Its repetition cannot be read (${why.rule}).`;
    }
  },
  how: (how) => {
    switch (how.code) {
      case 'within-horizon-only':
        return 'Only its occurrences in the time that is read.';
      case 'this-and-future':
        return 'It changes this and all later occurrences; only this one was changed.';
      case 'free-text-kind':
        return 'Taken for time off because of its title.';
      case 'first-occurrences-only':
        return `Only the first ${how.count} occurrences.`;
      case 'zone-renamed':
        return `The time zone "${how.zone}" was read as ${how.readAs}.`;
      case 'zone-by-file':
        return `The time zone "${how.zone}" is not known here; the file’s own rules were used.`;
      case 'zone-differs':
        return `The file’s rules for "${how.zone}" differ from ours, which were used.`;
      case 'days-in':
        return `Whole days were read in ${how.zone}, because where the person lives is not known.`;
      case 'several-people':
        return `It names several people; ${how.taken} was taken, not ${how.others.join(', ')}.`;
      case 'by-organizer':
        return `It names nobody we know; whoever wrote it was taken (${how.name}).`;
      case 'property-left-out':
        return `${how.property} was left out.`;
    }
  },
  zone: ({ zone, by, readAs, differs }) => {
    const told = {
      ours: `${zone} is known`,
      renamed: `${zone} was read as ${readAs ?? ''}`,
      file: `${zone} was read by the file’s rules`,
      nobody: `${zone} is not known`,
    };
    return `${told[by]}${differs ? '; the file’s rules differ from ours, which were used' : ''}.`;
  },
};

const fr: ReportWords = {
  trouble: {
    'too-large': 'Le fichier est trop grand ; exportez une période plus courte depuis l’agenda.',
    'not-a-calendar': 'Ce n’est pas un fichier d’agenda : il n’a pas de BEGIN:VCALENDAR. Exportez-le au format iCalendar (.ics).',
    'too-many-events': 'Le fichier a plus de 20 000 événements ; exportez une période plus courte depuis l’agenda.',
  },
  why: (why) => {
    switch (why.code) {
      case 'cut-short':
        return 'L’événement n’a pas de fin ; le fichier est tronqué ou mal formé.';
      case 'no-start':
        return 'L’événement ne dit pas quand il commence.';
      case 'no-length':
        return 'L’événement ne dit pas quand il finit.';
      case 'ends-before-it-begins':
        return 'L’événement finit avant de commencer, ou aussitôt.';
      case 'cancelled':
        return 'L’événement a été annulé.';
      case 'floating-time':
        return 'L’heure ne nomme aucun fuseau ; dites lequel (--zone).';
      case 'outside-horizon':
        return 'Rien de l’événement n’est dans la période lue.';
      case 'too-much-work':
        return 'Il se répète ou énumère plus qu’on ne calcule.';
      case 'unreadable':
        return `${why.property} est illisible.`;
      case 'unknown-person':
        return why.name === '' ? 'Il ne nomme personne.' : `Personne ne s’appelle « ${why.name} » ici ; dites de qui il s’agit (--map).`;
      case 'ambiguous-name':
        return `« ${why.name} » peut désigner plusieurs personnes ; dites de qui il s’agit (--map).`;
      case 'unknown-zone':
        return `Ni nous ni le fichier ne connaissons le fuseau « ${why.zone} ».`;
      case 'no-zone-for-days':
        return `C’est une journée entière et le fuseau de ${why.person} est inconnu ; donnez-lui en un, ou dites lequel (--zone).`;
      case 'repeats-too-often':
        return `Il se répète chaque minute ou seconde, ce qu’aucune astreinte ne fait (${why.rule}).`;
      case 'bad-rule':
        return `Sa répétition est illisible (${why.rule}).`;
    }
  },
  how: (how) => {
    switch (how.code) {
      case 'within-horizon-only':
        return 'Seulement ses occurrences dans la période lue.';
      case 'this-and-future':
        return 'Il change cette occurrence et les suivantes ; seule celle-ci a été changée.';
      case 'free-text-kind':
        return 'Pris pour une absence d’après son titre.';
      case 'first-occurrences-only':
        return `Seulement les ${how.count} premières occurrences.`;
      case 'zone-renamed':
        return `Le fuseau « ${how.zone} » a été lu comme ${how.readAs}.`;
      case 'zone-by-file':
        return `Le fuseau « ${how.zone} » est inconnu ici ; les règles du fichier ont été suivies.`;
      case 'zone-differs':
        return `Les règles du fichier pour « ${how.zone} » diffèrent des nôtres, qui ont été suivies.`;
      case 'days-in':
        return `Les journées entières ont été lues en ${how.zone}, car le fuseau de la personne est inconnu.`;
      case 'several-people':
        return `Il nomme plusieurs personnes ; ${how.taken} a été choisi, pas ${how.others.join(', ')}.`;
      case 'by-organizer':
        return `Il ne nomme personne de connu ; son auteur a été choisi (${how.name}).`;
      case 'property-left-out':
        return `${how.property} a été laissé de côté.`;
    }
  },
  zone: ({ zone, by, readAs, differs }) => {
    const told = {
      ours: `${zone} est connu`,
      renamed: `${zone} a été lu comme ${readAs ?? ''}`,
      file: `${zone} a été lu selon les règles du fichier`,
      nobody: `${zone} est inconnu`,
    };
    return `${told[by]}${differs ? ' ; les règles du fichier diffèrent des nôtres, qui ont été suivies' : ''}.`;
  },
};

/** The sentences of a report by language. */
export const reportWords: Readonly<Record<CalendarLanguage, ReportWords>> = { en, fr };
