import { Command, Option } from 'commander';
import { answering, type CommonFlags } from '../answer.ts';
import { CliError, misused } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { calendarText, localZone } from '../output/moment-text.ts';
import { operatorClient } from '../relay-client.ts';
import { Covered } from '../schedule-answers.ts';

/** `verify`: proves that somebody who can be reached is on call at every moment. */
export function verifyCommand(io: Io): Command {
  return new Command('verify')
    .summary('prove that somebody is on call at every moment to come')
    .description(
      'Proves that somebody who can be reached is on call at every moment to come, by exact boundaries. Prints what is wrong, the worst first, and ends with 1; with 0 when nothing is.',
    )
    .optionsGroup('How far:')
    .option('--days <days>', 'how many days ahead, at most 366', '90')
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(['en', 'fr']).default('en'))
    .addHelpText('after', '\nExamples:\n  watchbell verify\n  watchbell verify --days 14 --json')
    .action(
      answering(io, async (flags: CommonFlags & { days: string; language: string }) => {
        if (!/^\d{1,3}$/.test(flags.days) || Number(flags.days) < 1 || Number(flags.days) > 366) {
          throw new CliError(misused, `"${flags.days}" is not a number of days.`, 'Write a whole number from 1 to 366.');
        }
        const path = `/v1/coverage?days=${flags.days}&language=${flags.language}`;
        const answer = await operatorClient(io, flags).get(path, Covered);
        const { findings, schedules, until } = answer;
        return {
          json: answer,
          exitCode: findings.length > 0 ? 1 : 0,
          text: (style) => {
            if (schedules.length === 0) {
              return `There are no schedules yet, so there is nothing to prove. Write them into a workspace file, then: ${io.invocation} apply FILE`;
            }
            if (findings.length > 0) {
              const count = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
              return [...findings.map(({ sentence }) => sentence), style.red(`${count} in the next ${flags.days} days.`)].join('\n');
            }
            const what = `${schedules.length} ${schedules.length === 1 ? 'schedule' : 'schedules'}`;
            return style.green(`Covered until ${calendarText(Date.parse(until), io.now(), localZone())}: ${what}, nothing is wrong.`);
          },
        };
      }),
    );
}
