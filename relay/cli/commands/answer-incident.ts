import { Command } from 'commander';
import { answering, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, found, misused } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { plainText } from '../../../shared/alert/plain-text.ts';
import { IncidentList, Recorded } from '../relay-answers.ts';
import { operatorClient, type RelayClient } from '../relay-client.ts';
import { nextText } from './incidents.ts';

interface Verb {
  name: string;
  path: string;
  summary: string;
  description: string;
  done: string;
  /** The status of the one incident that is meant when none is named. */
  onlyOne?: string;
}

const verbs: readonly Verb[] = [
  {
    name: 'ack',
    path: 'acknowledge',
    summary: 'acknowledge an incident: paging stops',
    description: 'Acknowledges an incident, so that paging stops. Without a name it takes the one that is triggered, if there is only one.',
    done: 'acknowledged; paging has stopped',
    onlyOne: 'triggered',
  },
  {
    name: 'resolve',
    path: 'resolve',
    summary: 'resolve an incident: it is over',
    description: 'Resolves an incident: it is over.',
    done: 'resolved',
  },
  {
    name: 'escalate',
    path: 'escalate',
    summary: 'page the next step now',
    description: 'Goes on to the next step of the incident’s policy at once.',
    done: 'escalated',
  },
  {
    name: 'reopen',
    path: 'reopen',
    summary: 'reopen a resolved incident: it rings again',
    description: 'Reopens a resolved incident; it rings again from the first step.',
    done: 'reopened',
  },
];

/** How an incident is named on the command line. */
export const incidentArgument = 'the incident’s number (42) or id; "incidents" lists them';

/** `ack`, `resolve`, `escalate`, `reopen` and `note`. */
export function answerCommands(io: Io): Command[] {
  const simple = verbs.map((verb) =>
    new Command(verb.name)
      .summary(verb.summary)
      .description(verb.description)
      .argument(verb.onlyOne === undefined ? '<incident>' : '[incident]', incidentArgument)
      .addHelpText('after', `\nExample:\n  watchbell ${verb.name} 42`)
      .action(
        answering(io, async (flags: CommonFlags, name: string | undefined) => {
          const client = operatorClient(io, flags);
          const incident = name ?? (await theOnlyOne(client, io, verb));
          return recordedAnswer(io, verb.done, await send(client, io, incident, verb.path, {}));
        }),
      ),
  );
  const note = new Command('note')
    .summary('add a note to an incident’s timeline')
    .description('Adds a note to an incident’s timeline.')
    .argument('<incident>', incidentArgument)
    .argument('<text...>', 'what to write')
    .addHelpText('after', '\nExample:\n  watchbell note 42 "Restarted db1, watching it."')
    .action(
      answering(io, async (flags: CommonFlags, name: string, words: string[]) => {
        const text = words.join(' ').trim();
        if (text === '') {
          throw new CliError(misused, 'The note is empty.', `Write something: ${io.invocation} note ${name} "what happened".`);
        }
        return recordedAnswer(io, 'note added', await send(operatorClient(io, flags), io, name, 'notes', { text }));
      }),
    );
  return [...simple, note];
}

async function theOnlyOne(client: RelayClient, io: Io, { name, onlyOne }: Verb): Promise<string> {
  const { incidents } = await client.get(`/v1/incidents?status=${onlyOne ?? ''}`, IncidentList);
  const [first, ...others] = incidents;
  if (!first) {
    throw new CliError(found, `No incident is ${onlyOne ?? 'open'}.`, `See what there is: ${io.invocation} incidents --status all`);
  }
  if (others.length > 0) {
    const list = incidents.map(({ number, title }) => `#${number} ${plainText(title)}`).join(', ');
    throw new CliError(
      misused,
      `${incidents.length} incidents are ${onlyOne ?? 'open'}: ${list}.`,
      `Say which: ${io.invocation} ${name} ${first.number}`,
    );
  }
  return first.id;
}

/** Does something to an incident by the name a person gave it. */
export async function send(client: RelayClient, io: Io, name: string, path: string, body: object): Promise<Recorded> {
  const plain = name.replace(/^#/, '');
  try {
    return await client.post(`/v1/incidents/${encodeURIComponent(plain)}/${path}`, body, Recorded);
  } catch (error) {
    if (error instanceof CliError && error.more['status'] === 404) {
      throw new CliError(found, `There is no incident "${plain}".`, `List them with: ${io.invocation} incidents --status all`, {
        status: 404,
      });
    }
    throw error;
  }
}

/** What became of something done to an incident. */
export function recordedAnswer(io: Io, done: string, recorded: Recorded): Answer {
  const { incident, verdict, why } = recorded;
  const name = `#${incident.number} ${plainText(incident.title)}`;
  const next = incident.status === 'triggered' ? nextText(incident, io.now()) : '';
  return {
    json: recorded,
    text: (style) => {
      if (verdict === 'applied') {
        return `${style.bold(name)}: ${style.green(done)}.${next === '' ? '' : ` Next: ${next}.`}`;
      }
      const what = verdict === 'noop' ? 'nothing to do' : 'not done';
      return `${style.bold(name)}: ${style.yellow(what)}. ${why ?? ''}`.trim();
    },
    exitCode: verdict === 'parked' ? 1 : 0,
  };
}
