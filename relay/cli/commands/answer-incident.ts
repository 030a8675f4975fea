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
  /** Whether it can be done to several at once. */
  several?: true;
}

const verbs: readonly Verb[] = [
  {
    name: 'ack',
    path: 'acknowledge',
    summary: 'acknowledge an incident: paging stops',
    description: 'Acknowledges incidents, so that paging stops. Without a name it takes the one that is triggered, if there is only one.',
    done: 'acknowledged; paging has stopped',
    onlyOne: 'triggered',
    several: true,
  },
  {
    name: 'resolve',
    path: 'resolve',
    summary: 'resolve an incident: it is over',
    description: 'Resolves incidents: they are over.',
    done: 'resolved',
    several: true,
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
      .argument(argumentOf(verb), incidentArgument)
      .addHelpText('after', `\nExample:\n  watchbell ${verb.name} 42${verb.several ? ' 43' : ''}`)
      .action(
        answering(io, async (flags: CommonFlags, given: string | string[] | undefined) => {
          const client = operatorClient(io, flags);
          const names = [given ?? []].flat();
          const wanted = names.length === 0 ? [await theOnlyOne(client, io, verb)] : names;
          return severalAnswers(io, wanted, async (name) => recordedAnswer(io, verb.done, await send(client, io, name, verb.path, {})));
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

function argumentOf({ onlyOne, several }: Verb): string {
  const name = several ? 'incident...' : 'incident';
  return onlyOne === undefined ? `<${name}>` : `[${name}]`;
}

/** Does something to each of several incidents; one that cannot be found keeps none of the others from it. */
async function severalAnswers(io: Io, names: readonly string[], act: (name: string) => Promise<Answer>): Promise<Answer> {
  const answers: Answer[] = [];
  const failed: CliError[] = [];
  for (const name of names) {
    try {
      answers.push(await act(name));
    } catch (error) {
      if (!(error instanceof CliError) || names.length === 1) {
        throw error;
      }
      failed.push(error);
    }
  }
  failed.forEach(({ message }) => io.stderr.write(`${message}\n`));
  const [only] = answers;
  return only && names.length === 1
    ? only
    : {
        json: answers.map(({ json }) => json),
        text: (style) => answers.map(({ text }) => text(style)).join('\n'),
        exitCode: failed.length > 0 || answers.some(({ exitCode }) => exitCode === 1) ? 1 : 0,
      };
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
      `Say which, one or several: ${io.invocation} ${name} ${incidents.map(({ number }) => number).join(' ')}`,
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
    throw unknownIncident(error, plain, io);
  }
}

/** What went wrong, said for the command line when it is that there is no such incident. */
export function unknownIncident(error: unknown, name: string, io: Io): unknown {
  return error instanceof CliError && error.more['status'] === 404
    ? new CliError(found, `There is no incident "${name}".`, `List them with: ${io.invocation} incidents --status all`, { status: 404 })
    : error;
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
