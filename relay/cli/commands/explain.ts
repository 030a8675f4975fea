import { Command, Option } from 'commander';
import { z } from 'zod';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { unknownIncident } from './answer-incident.ts';
import { operatorClient } from '../relay-client.ts';

const Explained = z.looseObject({
  explanation: z.looseObject({
    incident: z.looseObject({ number: z.int(), title: z.string() }),
    because: z.array(z.looseObject({ kind: z.string() })),
  }),
  told: z.looseObject({ because: z.array(z.string()), steps: z.array(z.string()), next: z.string() }),
});

/** `explain`: why an incident paged whom it paged, why somebody was or was not, and what comes next. */
export function explainCommand(io: Io): Command {
  return new Command('explain')
    .summary('why somebody was paged, or was not, and what comes next')
    .description('Says why an incident paged whom it paged, why a person was or was not among them, and what comes next and when.')
    .argument('<incident>', 'the incident’s number (42) or id; "incidents" lists them')
    .optionsGroup('What to explain:')
    .option('--person <id>', 'somebody in the workspace: why were they paged, or why not')
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(['en', 'fr']).default('en'))
    .addHelpText('after', '\nExamples:\n  watchbell explain 42\n  watchbell explain 42 --person bo --language fr')
    .action(
      answering(io, async (flags: CommonFlags & { person?: string; language: string }, name: string) => {
        const query = new URLSearchParams({ language: flags.language, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
        if (flags.person !== undefined) {
          query.set('person', flags.person);
        }
        const path = `/v1/incidents/${encodeURIComponent(name.replace(/^#/, ''))}/explain?${query.toString()}`;
        const answer = await operatorClient(io, flags)
          .get(path, Explained)
          .catch((error: unknown) => {
            throw unknownIncident(error, name, io);
          });
        return {
          json: answer,
          text: (style) => {
            const { incident } = answer.explanation;
            const { because, steps, next } = answer.told;
            return [
              style.bold(`#${incident.number} ${incident.title}`),
              ...because,
              ...(because.length > 0 && steps.some((step) => !because.includes(step)) ? [''] : []),
              // What kept it quiet is why for everybody; it is said once.
              ...steps.filter((step) => !because.includes(step)),
              next,
            ].join('\n');
          },
          // A name misspelt must not look like an answer to a script.
          exitCode: answer.explanation.because.some(({ kind }) => kind === 'not-known') ? 1 : 0,
        };
      }),
    );
}
