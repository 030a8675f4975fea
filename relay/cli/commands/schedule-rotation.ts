import { Option } from 'commander';
import type { Layer, Shown } from '../schedule-answers.ts';
import { idsGiven, momentGiven, turnsAt, turnsGiven } from '../schedule-values.ts';
import type { EditCommand, EditFlags } from './schedule-edit.ts';
import { layerNamed, memberNamed } from './schedule-named.ts';

const text = (flags: EditFlags, name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
const layerOption = new Option('--layer <layer>', 'its id; the only one by default');
const fromOption = new Option('--from <moment>', 'since when it holds, with its offset; now by default');
const behindOption = new Option('--behind <member>', 'behind whom, by person or place; the end by default').conflicts('first');
const firstOption = new Option('--first', 'at the top of the order');
const memberOption = new Option('--member <member>', 'whom, by person or place').makeOptionMandatory();

const turnOptions = [
  new Option('--turn <length>', 'how long a turn is: 12h, 1d, 1w or 1mo'),
  new Option('--handoff-at <time>', 'the time of day it changes hands, for example 09:00'),
  new Option('--starts-on <date>', 'the first day, for example 2026-11-23'),
  new Option('--ends-on <date>', 'the day the last turn ends'),
  new Option('--together <count>', 'how many are on call at once'),
  new Option('--hours <hours...>', 'only then, for example "mon-fri 09:00-17:00"; always for all hours'),
  new Option('--holidays <which>', 'never:FR for no holidays, only:FR for those alone, any for all days'),
  new Option('--zone <zone>', 'the time zone of its clock, for example Europe/Paris'),
];

const since = (flags: EditFlags) => {
  const from = momentGiven(text(flags, 'from'));
  return from === undefined ? {} : { from };
};
const named = (schedule: Shown | undefined, flags: EditFlags): Layer => layerNamed(schedule as Shown, text(flags, 'layer'));

/** Behind whom: nothing for the end, null for the top. */
function place(flags: EditFlags, idOf: (name: string) => string): { after?: string | null } {
  const behind = text(flags, 'behind');
  return flags['first'] === true ? { after: null } : behind === undefined ? {} : { after: idOf(behind) };
}

/** The sub-commands of `schedule` that change its layers and who is in them. */
export const rotationEdits: readonly EditCommand[] = [
  {
    name: 'add-member',
    summary: 'let somebody take turns, from a hand-off on',
    options: [
      new Option('--person <person>', 'their id in the workspace').makeOptionMandatory(),
      layerOption,
      behindOption,
      firstOption,
      fromOption,
    ],
    example: 'add-member payments-primary --person bo --behind ana',
    done: 'member added',
    needsSchedule: true,
    said: (flags, _, schedule) => {
      const layer = named(schedule, flags);
      return { layer: layer.id, person: text(flags, 'person'), ...place(flags, (name) => memberNamed(layer, name)), ...since(flags) };
    },
  },
  {
    name: 'move-member',
    summary: 'give somebody another place in the order',
    options: [memberOption, layerOption, behindOption, firstOption, fromOption],
    example: 'move-member payments-primary --member bo --first',
    done: 'member moved',
    needsSchedule: true,
    said: (flags, _, schedule) => {
      const layer = named(schedule, flags);
      const member = memberNamed(layer, text(flags, 'member') ?? '');
      return { layer: layer.id, member, ...place(flags, (name) => memberNamed(layer, name)), ...since(flags) };
    },
  },
  {
    name: 'remove-member',
    summary: 'let somebody take no more turns; they finish the one they have',
    options: [memberOption, layerOption, fromOption],
    example: 'remove-member payments-primary --member bo --from 2026-12-01T09:00:00+01:00',
    done: 'member removed',
    needsSchedule: true,
    said: (flags, _, schedule) => {
      const layer = named(schedule, flags);
      return { layer: layer.id, member: memberNamed(layer, text(flags, 'member') ?? ''), ...since(flags) };
    },
  },
  {
    name: 'change-rotation',
    summary: 'let turns be taken otherwise from a moment on; what is left out stays',
    options: [layerOption, ...turnOptions, fromOption],
    example: 'change-rotation payments-primary --turn 1d --handoff-at 10:00 --from 2026-12-07T09:00:00+01:00',
    done: 'rotation changed',
    needsSchedule: true,
    said: (flags, _, schedule) => {
      const layer = named(schedule, flags);
      const from = momentGiven(text(flags, 'from'));
      const base = turnsAt(layer, from === undefined ? -Infinity : Date.parse(from));
      return { layer: layer.id, turns: turnsGiven(flags, base), ...since(flags) };
    },
  },
  {
    name: 'add-layer',
    summary: 'add a layer above the others; where several serve the last wins',
    options: [
      new Option('--people <ids>', 'who takes turns, in order, with commas').makeOptionMandatory(),
      new Option('--use <use>', 'what it is for').choices(['on-call', 'backup', 'shadow']).default('on-call'),
      new Option('--name <name>', 'its name'),
      ...turnOptions,
      fromOption,
    ],
    example: 'add-layer payments-primary --people bo,lea --use backup --turn 1w --handoff-at 09:00 --starts-on 2026-11-23',
    done: 'layer added',
    needsSchedule: true,
    said: (flags, _, schedule) => {
      const name = text(flags, 'name');
      const base = { zone: schedule?.zone ?? 'UTC', turn: { unit: 'week' as const, length: 1 }, handoffAt: '09:00' };
      return {
        people: idsGiven(text(flags, 'people') ?? ''),
        use: text(flags, 'use'),
        ...(name === undefined ? {} : { name }),
        turns: turnsGiven(flags, base),
        ...since(flags),
      };
    },
  },
  {
    name: 'move-layer',
    summary: 'give a layer another rank; where several serve the last wins',
    options: [
      new Option('--layer <layer>', 'its id').makeOptionMandatory(),
      new Option('--behind <layer>', 'behind which layer; the end, where it wins, by default').conflicts('first'),
      new Option('--first', 'below all others'),
      fromOption,
    ],
    example: 'move-layer payments-primary --layer nights --first',
    done: 'layer moved',
    needsSchedule: true,
    said: (flags, _, schedule) => ({
      layer: named(schedule, flags).id,
      ...place(flags, (name) => layerNamed(schedule as Shown, name).id),
      ...since(flags),
    }),
  },
  {
    name: 'remove-layer',
    summary: 'take a layer away from a moment on',
    options: [new Option('--layer <layer>', 'its id').makeOptionMandatory(), fromOption],
    example: 'remove-layer payments-primary --layer nights --from 2026-12-07T09:00:00+01:00',
    done: 'layer removed',
    needsSchedule: true,
    said: (flags, _, schedule) => ({ layer: named(schedule, flags).id, ...since(flags) }),
  },
];
