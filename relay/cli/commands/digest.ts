import { Command, Option } from 'commander';
import { z } from 'zod';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { localZone } from '../output/moment-text.ts';
import { operatorClient } from '../relay-client.ts';

const Told = z.looseObject({
  title: z.string(),
  sections: z.array(z.looseObject({ title: z.string(), lines: z.array(z.string()) })),
});

/** `digest`: the last 24 hours in sentences. */
export function digestCommand(io: Io): Command {
  return new Command('digest')
    .summary('the last 24 hours: what is open, what changed, who is on call')
    .description(
      'Tells what is open and who has it, what began, changed and was resolved in the last 24 hours, and who is on call and comes next. With the name of a digest of the workspace: as whoever gets it would read it now.',
    )
    .argument('[digest]', 'a digest of the workspace; everything by default')
    .optionsGroup('How it is told:')
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(['en', 'fr']))
    .option('--zone <zone>', 'the clock of the times, such as Europe/Paris; the digest’s own or this computer’s by default')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell digest\n  watchbell digest --language fr --zone Europe/Paris\n  watchbell digest morning',
    )
    .action(
      answering(io, async (flags: CommonFlags & { language?: string; zone?: string }, digest: string | undefined) => {
        const zone = flags.zone ?? (digest === undefined ? localZone().name : undefined);
        const query = new URLSearchParams();
        Object.entries({ digest, language: flags.language, zone }).forEach(
          ([name, value]) => value !== undefined && query.set(name, value),
        );
        const answer = await operatorClient(io, flags).get(`/v1/digest?${query.toString()}`, Told);
        return {
          json: answer,
          text: (style) => [answer.title, ...answer.sections.flatMap(({ title, lines }) => ['', style.bold(title), ...lines])].join('\n'),
        };
      }),
    );
}
