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
      'Tells what is open and who has it, what began, changed and was resolved in the last 24 hours, and who is on call and comes next.',
    )
    .optionsGroup('How it is told:')
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(['en', 'fr']).default('en'))
    .option('--zone <zone>', 'the clock of the times, such as Europe/Paris; this computer’s by default')
    .addHelpText('after', '\nExamples:\n  watchbell digest\n  watchbell digest --language fr --zone Europe/Paris')
    .action(
      answering(io, async (flags: CommonFlags & { language: string; zone?: string }) => {
        const query = new URLSearchParams({ language: flags.language, zone: flags.zone ?? localZone().name });
        const answer = await operatorClient(io, flags).get(`/v1/digest?${query.toString()}`, Told);
        return {
          json: answer,
          text: (style) => [answer.title, ...answer.sections.flatMap(({ title, lines }) => ['', style.bold(title), ...lines])].join('\n'),
        };
      }),
    );
}
