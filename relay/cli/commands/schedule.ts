import { Command, Option } from 'commander';
import { withCommonOptions } from '../answer.ts';
import type { Io } from '../io.ts';
import { durationGiven, momentGiven } from '../schedule-values.ts';
import { editCommand, type EditCommand, type EditFlags } from './schedule-edit.ts';
import { rotationEdits } from './schedule-rotation.ts';
import { proposeCommand } from './schedule-propose.ts';
import { showCommand } from './schedule-show.ts';

/** A flag that was given, or nothing. */
export function flag(flags: EditFlags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

const moment = 'with its offset, for example 2026-12-24T18:00:00+01:00';
const required = (flags: string, explained: string) => new Option(flags, explained).makeOptionMandatory();
const span = [required('--from <moment>', moment), required('--until <moment>', 'up to, not including, this moment')];
const spanOf = (flags: EditFlags) => ({ from: momentGiven(flag(flags, 'from')), until: momentGiven(flag(flags, 'until')) });
const two = [required('--giver <person>', 'whose watch it is'), required('--taker <person>', 'who stands in'), ...span];
const twoOf = (flags: EditFlags) => ({ giver: flag(flags, 'giver'), taker: flag(flags, 'taker'), ...spanOf(flags) });
const swapWord = ['<swap>', 'its id; "schedule show" lists them'] as const;

const edits: readonly EditCommand[] = [
  {
    name: 'override',
    summary: 'put somebody on call for a while',
    options: [
      required('--person <person>', 'their id in the workspace'),
      ...span,
      new Option('--replaces <person>', 'whom they stand in for, where several are on call at once; everybody by default'),
    ],
    example: 'override payments-primary --person bo --from 2026-12-24T18:00:00+01:00 --until 2026-12-25T09:00:00+01:00',
    done: 'override added',
    said: (flags) => {
      const replaces = flag(flags, 'replaces');
      return { person: flag(flags, 'person'), ...spanOf(flags), ...(replaces === undefined ? {} : { replaces }) };
    },
  },
  {
    name: 'remove-override',
    summary: 'take an override back; what is over of it stays',
    words: [['<override>', 'its id; "schedule show" lists them']],
    options: [],
    example: 'remove-override payments-primary OVERRIDE',
    done: 'override removed',
    said: (_, [override]) => ({ override }),
  },
  {
    name: 'ask-swap',
    summary: 'ask somebody to stand in for somebody',
    options: two,
    example: 'ask-swap payments-primary --giver ana --taker bo --from 2026-12-24T09:00:00+01:00 --until 2026-12-25T09:00:00+01:00',
    done: 'asked; nothing changes until it is approved',
    said: twoOf,
  },
  {
    name: 'approve-swap',
    summary: 'approve a swap: the taker is on call',
    words: [swapWord],
    options: [],
    example: 'approve-swap payments-primary SWAP',
    done: 'swap approved',
    said: (_, [swap]) => ({ swap }),
  },
  {
    name: 'decline-swap',
    summary: 'turn a swap down',
    words: [swapWord, ['[reason...]', 'why']],
    options: [],
    example: 'decline-swap payments-primary SWAP "I am away myself"',
    done: 'swap declined',
    said: (_, [swap, ...reason]) => ({ swap, ...(reason.length === 0 ? {} : { reason: reason.join(' ') }) }),
  },
  {
    name: 'withdraw-swap',
    summary: 'take back a swap that nobody has answered',
    words: [swapWord],
    options: [],
    example: 'withdraw-swap payments-primary SWAP',
    done: 'swap withdrawn',
    said: (_, [swap]) => ({ swap }),
  },
  {
    name: 'undo-swap',
    summary: 'give an approved swap back: the giver is on call again',
    words: [swapWord],
    options: [],
    example: 'undo-swap payments-primary SWAP',
    done: 'swap undone',
    said: (_, [swap]) => ({ swap }),
  },
  {
    name: 'take',
    summary: 'let somebody take a watch over at once',
    options: two,
    example: 'take payments-primary --giver ana --taker bo --from 2026-12-24T09:00:00+01:00 --until 2026-12-25T09:00:00+01:00',
    done: 'watch taken over',
    said: twoOf,
  },
  {
    name: 'describe',
    summary: 'give a schedule another name or other limits',
    options: [
      new Option('--name <name>', 'its name'),
      new Option('--rest <duration>', 'the rest between two watches, for example 11h; 0h for none'),
      new Option('--nights-in-a-row <count>', 'the most nights in a row'),
    ],
    example: 'describe payments-primary --rest 11h --nights-in-a-row 7',
    done: 'described',
    needsSchedule: true,
    said: (flags, _, schedule) => {
      const [name, rest, nights] = [flag(flags, 'name'), flag(flags, 'rest'), flag(flags, 'nightsInARow')];
      const limits = {
        ...schedule?.limits,
        ...(rest === undefined ? {} : { restMs: durationGiven(rest) }),
        ...(nights === undefined ? {} : { nightsInARow: Number(nights) }),
      };
      return { ...(name === undefined ? {} : { name }), ...(rest === undefined && nights === undefined ? {} : { limits }) };
    },
  },
];

/** `schedule`: looks at one schedule and changes it. */
export function scheduleCommand(io: Io): Command {
  const command = new Command('schedule')
    .summary('show a schedule, or change it')
    .description('Shows a schedule, or changes it: overrides, members, layers, rotations and swaps.')
    .addHelpText('after', '\nExamples:\n  watchbell schedule show payments-primary\n  watchbell schedule override --help');
  [showCommand(io), proposeCommand(io)].forEach((each) => command.addCommand(withCommonOptions(each)));
  [...edits, ...rotationEdits].forEach((edit) => command.addCommand(withCommonOptions(editCommand(io, edit))));
  return command;
}
