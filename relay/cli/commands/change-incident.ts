import { Command } from 'commander';
import { ActionKind } from '../../../shared/incident/action-events.ts';
import { IncidentRole, Stage } from '../../../shared/incident/incident-events.ts';
import { priorities } from '../../../shared/incident/priority.ts';
import { severities } from '../../../shared/log/severity.ts';
import type { IncidentCommandName } from '../../../shared/state/command-names.ts';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';
import { incidentArgument, recordedAnswer, send } from './answer-incident.ts';

interface Change {
  name: IncidentCommandName;
  summary: string;
  /** The words after the incident, as commander writes them; the last may take several. */
  words: readonly [word: string, explained: string][];
  example: string;
  done: string;
  said(words: readonly (string | string[] | undefined)[]): object;
}

const list = (words: readonly string[]) => words.join(', ');

const changes: readonly Change[] = [
  {
    name: 'snooze',
    summary: 'put an incident to sleep; it rings again afterwards',
    words: [['<duration>', 'how long, for example 30m or 2h; at most 7d']],
    example: 'snooze 42 30m',
    done: 'asleep',
    said: ([duration]) => ({ for: duration }),
  },
  {
    name: 'reassign',
    summary: 'page other people in place of its level',
    words: [['<people...>', 'their ids in the workspace']],
    example: 'reassign 42 bo',
    done: 'reassigned',
    said: ([people]) => ({ people }),
  },
  {
    name: 'hand-over',
    summary: 'ask somebody to take it over from whoever holds it',
    words: [['<person>', 'their id in the workspace']],
    example: 'hand-over 42 bo',
    done: 'asked; it changes hands when they acknowledge',
    said: ([to]) => ({ to }),
  },
  {
    name: 'add-responders',
    summary: 'page more people to help',
    words: [['<people...>', 'their ids in the workspace']],
    example: 'add-responders 42 bo lea',
    done: 'they are paged',
    said: ([people]) => ({ people }),
  },
  {
    name: 'severity',
    summary: 'say how bad it really is; worse makes it ring anew',
    words: [['<severity>', list(severities)]],
    example: 'severity 42 critical',
    done: 'severity changed',
    said: ([severity]) => ({ severity }),
  },
  {
    name: 'priority',
    summary: 'say how much it matters',
    words: [['<priority>', list(priorities)]],
    example: 'priority 42 P1',
    done: 'priority changed',
    said: ([priority]) => ({ priority }),
  },
  {
    name: 'stage',
    summary: 'say how far the work has come',
    words: [['<stage>', list(Stage.options)]],
    example: 'stage 42 investigating',
    done: 'stage changed',
    said: ([stage]) => ({ stage }),
  },
  {
    name: 'role',
    summary: 'give somebody a role in it',
    words: [
      ['<role>', list(IncidentRole.options)],
      ['<person>', 'their id in the workspace'],
    ],
    example: 'role 42 commander lea',
    done: 'role given',
    said: ([role, person]) => ({ role, person }),
  },
  {
    name: 'deadline',
    summary: 'set its deadline, or take it away',
    words: [['[moment]', 'with its offset, for example 2026-12-24T18:00:00+01:00; without one the deadline goes']],
    example: 'deadline 42 2026-12-24T18:00:00+01:00',
    done: 'deadline changed',
    said: ([at]) => ({ at: at ?? null }),
  },
  {
    name: 'policy',
    summary: 'put the present version of its policy, or another policy, in force',
    words: [['[policy]', 'its id in the workspace; without one the incident’s own']],
    example: 'policy 42',
    done: 'policy in force',
    said: ([policy]) => (policy === undefined ? {} : { policy }),
  },
  {
    name: 'unsuppress',
    summary: 'let what is suppressed ring, whatever suppresses it',
    words: [],
    example: 'unsuppress 42',
    done: 'suppressed no more; it rings',
    said: () => ({}),
  },
  {
    name: 'merge',
    summary: 'merge it into another incident',
    words: [['<into>', 'the number or id of the other']],
    example: 'merge 43 42',
    done: 'merged',
    said: ([incident]) => ({ incident }),
  },
  {
    name: 'unmerge',
    summary: 'take a merge back; it rings again',
    words: [],
    example: 'unmerge 43',
    done: 'on its own again',
    said: () => ({}),
  },
  {
    name: 'block',
    summary: 'let it wait for another incident',
    words: [['<for>', 'the number or id of the other']],
    example: 'block 43 42',
    done: 'waits for the other',
    said: ([incident]) => ({ incident }),
  },
  {
    name: 'unblock',
    summary: 'let it wait no more',
    words: [['<for>', 'the number or id of the other']],
    example: 'unblock 43 42',
    done: 'waits no more',
    said: ([incident]) => ({ incident }),
  },
  {
    name: 'follow-up-done',
    summary: 'say that a follow-up is done',
    words: [['<follow-up>', 'its id; "updates" lists them']],
    example: 'follow-up-done 42 FOLLOW-UP',
    done: 'done',
    said: ([followUp]) => ({ followUp }),
  },
  {
    name: 'propose',
    summary: 'propose something that goes out of the house',
    words: [
      ['<kind>', list(ActionKind.options)],
      ['<text...>', 'what is to be said or done'],
    ],
    example: 'propose 42 customer-update "Card payments are slow; we are on it."',
    done: 'proposed',
    said: ([kind, text]) => ({ kind, text: [text ?? []].flat().join(' ') }),
  },
  {
    name: 'approve',
    summary: 'approve a proposed action',
    words: [['<action>', 'its id; "updates" lists them']],
    example: 'approve 42 ACTION',
    done: 'approved',
    said: ([action]) => ({ action }),
  },
  {
    name: 'reject',
    summary: 'decline a proposed action',
    words: [
      ['<action>', 'its id; "updates" lists them'],
      ['<reason...>', 'why'],
    ],
    example: 'reject 42 ACTION "too early"',
    done: 'declined',
    said: ([action, reason]) => ({ action, reason: [reason ?? []].flat().join(' ') }),
  },
];

/** Everything else a person does to an incident, a command each. */
export function changeCommands(io: Io): Command[] {
  return changes.map((change) => {
    const command = new Command(change.name)
      .summary(change.summary)
      .description(`${change.summary.charAt(0).toUpperCase()}${change.summary.slice(1)}.`)
      .argument('<incident>', incidentArgument)
      .addHelpText('after', `\nExample:\n  watchbell ${change.example}`);
    change.words.forEach(([word, explained]) => command.argument(word, explained));
    return command.action(
      answering<CommonFlags, (string | string[] | undefined)[]>(io, async (flags, ...all) => {
        const [incident, ...words] = all;
        return recordedAnswer(
          io,
          change.done,
          await send(operatorClient(io, flags), io, String(incident), change.name, change.said(words)),
        );
      }),
    );
  });
}
