import { joined, type Stretch } from '../balance/stretch.ts';
import { tallyOf } from '../balance/tally.ts';
import { fairProblemText } from '../fair-rotation/problem-words.ts';
import { proposeRotation } from '../fair-rotation/propose.ts';
import type { FairLimits, FairPerson, Load } from '../fair-rotation/request.ts';
import { slotName } from '../fair-rotation/slot-name.ts';
import { slotsOf } from '../fair-rotation/slots.ts';
import { becauseText, breachText, reasonText, rowText, unfilledText } from '../fair-rotation/words.ts';
import type { Named } from '../queue/row.ts';
import type { Schedule } from '../schedule/definition.ts';
import type { SaidEdit } from '../schedule/make-edits.ts';
import { peopleOnCall, shiftsBetween } from '../schedule/on-call.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../time/instant.ts';
import { findZone, type Zone } from '../time/zone.ts';
import { all, find, nameOf, type Workspace } from '../workspace/workspace.ts';
import type { FairAsked } from './fair-asked.ts';

/** How far back what people carried is counted. */
const historyMs = 180 * DAY_MS;

/** A sentence in both languages. */
export interface Told {
  en: string;
  fr: string;
}

/** Why somebody has a watch, as a sentence of its own and as it stands beside their name. */
export interface FairReasonTold extends Told {
  because: Told;
}

/**
 * A fair rotation as a lead reads it (C9): who has which watch and why, how it shares out, what is bent and what nobody can take; and the
 * edits that put it in force, as overrides of the schedule as it is.
 */
export interface FairView {
  watches: { from: Instant; until: Instant; people: { person: Named; reasons: FairReasonTold[] }[] }[];
  table: { person: Named; before: Load; after: Load; share: Load; told: Told }[];
  bends: Told[];
  unfilled: Told[];
  edits: SaidEdit[];
}

/** Draws a fair rotation for a schedule from what the workspace knows: leave, watches elsewhere, and what everybody carried in half a year. */
export function fairView(workspace: Workspace, schedule: Schedule, asked: FairAsked, now: Instant): FairView | { problem: Told } {
  if (asked.people.length * asked.count * (asked.together ?? 1) > mostWork) {
    return { problem: tooMuch };
  }
  const zone = findZone(schedule.zone) as Zone;
  const both = (tell: (language: 'en' | 'fr') => string): Told => ({ en: tell('en'), fr: tell('fr') });
  const { unit, length, handoffAt, startsOn, count } = asked;
  const found = slotsOf({ zone: schedule.zone, handoffAt, unit, length, startsOn, count });
  if ('problem' in found) {
    return { problem: both((language) => fairProblemText(found.problem, language)) };
  }
  const proposal = proposeRotation({
    people: asked.people.map((id) => fairPerson(workspace, schedule, asked, id, now)),
    slots: found.slots,
    together: asked.together,
    limits: limitsOf(asked),
  });
  if ('problem' in proposal) {
    return { problem: both((language) => fairProblemText(proposal.problem, language)) };
  }
  if ((asked.together ?? 1) > 1 && !found.slots.every((slot) => isEven(schedule, slot, asked.together ?? 1))) {
    return { problem: unevenProblem };
  }
  const named = (id: string): Named => ({ id, name: nameOf(workspace, 'person', id) });
  const names = (language: 'en' | 'fr') => ({
    nameOf: (id: string) => named(id).name,
    slotName: (slot: Stretch) => slotName(slot, zone, language),
  });
  return {
    watches: proposal.assignments.map(({ slot, people }) => ({
      ...slot,
      people: people.map(({ person, reasons }) => ({
        person: named(person),
        reasons: reasons.map((reason) => ({
          ...both((language) => reasonText(reason, person, slot, names(language), language)),
          because: both((language) => becauseText(reason, names(language), language)),
        })),
      })),
    })),
    table: proposal.table.map((row) => ({
      person: named(row.person),
      before: row.before,
      after: row.after,
      share: row.fairShare,
      told: both((language) => rowText(row, names(language), language)),
    })),
    bends: proposal.bends.map((bend) => both((language) => breachText(bend, names(language), language))),
    unfilled: proposal.unfilled.map((hole) => both((language) => unfilledText(hole, asked.together ?? 1, names(language), language))),
    edits: proposal.assignments.flatMap(({ slot, people }) =>
      overridesFor(
        schedule,
        slot,
        people.map(({ person }) => person),
      ),
    ),
  };
}

/** People times watches: what is drawn in a second or two, for whoever draws pages people as well. */
const mostWork = 2500;

const tooMuch: Told = {
  en: 'That is too much to be drawn at once: ask for fewer watches, or for fewer people.',
  fr: 'C’est trop pour un seul tirage : demandez moins de gardes, ou moins de personnes.',
};

const unevenProblem: Told = {
  en: 'These watches do not line up with the schedule as it is: for several at once it must have as many on call, with hand-offs at the same times. Change its rotation first, or draw for one.',
  fr: 'Ces gardes ne coïncident pas avec le planning tel qu’il est : pour plusieurs à la fois, il doit en avoir autant d’astreinte, avec des relèves aux mêmes heures. Changez d’abord sa rotation, ou tirez pour une seule personne.',
};

/** Whether the same so many are on call for the whole of a slot, so that each can be replaced by one. */
function isEven(schedule: Schedule, { from, until }: Stretch, together: number): boolean {
  const shifts = shiftsBetween(schedule, from, until);
  return shifts.length === together && shifts.every((shift) => shift.from <= from && until <= shift.until);
}

function limitsOf({ restHours, nightsInARow, weekendsInARow, juniors }: FairAsked): FairLimits {
  return {
    minRestMs: restHours === undefined ? undefined : restHours * HOUR_MS,
    maxNightsInRow: nightsInARow,
    maxWeekendsInRow: weekendsInARow,
    seniorBehind: juniors.length > 0,
  };
}

function fairPerson(workspace: Workspace, schedule: Schedule, asked: FairAsked, id: string, now: Instant): FairPerson {
  const person = find(workspace, 'person', id);
  const home = person?.zone ?? schedule.zone;
  const theirs = (each: Schedule, from: Instant, until: Instant) => shiftsBetween(each, from, until).filter((shift) => shift.person === id);
  const past = all(workspace, 'schedule').flatMap((each) => theirs(each, now - historyMs, now));
  const elsewhere = all(workspace, 'schedule')
    .filter((each) => each.id !== schedule.id)
    .flatMap((each) => theirs(each, now, now + 366 * DAY_MS));
  const { ms, nights, weekendDays, holidays } = tallyOf(
    joined(past),
    { zone: findZone(home) as Zone, holidays: asked.holidays },
    { from: now - historyMs, until: now },
  );
  return {
    person: id,
    zone: home,
    holidays: asked.holidays,
    junior: asked.juniors.includes(id),
    timeOff: person?.timeOff?.map(({ from, until }) => ({ from, until })),
    watches: joined(elsewhere),
    // Who has never been on call starts level with the others.
    carried:
      ms === 0 ? undefined : { hours: ms / HOUR_MS, nights: nights.length, weekendDays: weekendDays.length, holidays: holidays.length },
  };
}

/** What puts people on call in place of those who would be, for the whole of a watch: nothing where they have all of it already. */
function overridesFor(schedule: Schedule, slot: Stretch, people: readonly string[]): SaidEdit[] {
  if (people.length === 1) {
    const shifts = shiftsBetween(schedule, slot.from, slot.until);
    const isTheirs = shifts.every(({ person }) => person === people[0]);
    const isWhole = joined(shifts).some(({ from, until }) => from <= slot.from && slot.until <= until);
    return isTheirs && isWhole ? [] : [{ name: 'override', said: { person: people[0], from: slot.from, until: slot.until } }];
  }
  const present = peopleOnCall(schedule, slot.from);
  const gone = present.filter((person) => !people.includes(person));
  return people
    .filter((person) => !present.includes(person))
    .map((person, i) => {
      const replaces = gone[i] === undefined ? {} : { replaces: gone[i] };
      return { name: 'override', said: { person, from: slot.from, until: slot.until, ...replaces } };
    });
}
