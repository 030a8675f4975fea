import { Command, Option } from 'commander';
import { momentText } from '../../../shared/coverage/day-text.ts';
import { HOUR_MS } from '../../../shared/time/instant.ts';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { localZone } from '../output/moment-text.ts';
import { table } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';
import { Balanced } from '../schedule-answers.ts';
import { momentGiven } from '../schedule-values.ts';

/** `balance`: who carried how much. */
export function balanceCommand(io: Io): Command {
  return new Command('balance')
    .summary('who carried how much')
    .description(
      'Tells who carried how much: hours on call, nights, weekend days and pages, of all schedules together, by each person’s own clock.',
    )
    .optionsGroup('When:')
    .option('--from <moment>', 'from when on; four weeks ago by default')
    .option('--until <moment>', 'until when; now by default')
    .addOption(new Option('--language <language>', 'the language of the sentences in --json').choices(['en', 'fr']).default('en'))
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell balance\n  watchbell balance --from 2026-10-01T00:00:00+02:00 --until 2027-01-01T00:00:00+01:00',
    )
    .action(
      answering(io, async (flags: CommonFlags & { from?: string; until?: string; language: string }) => {
        const query = new URLSearchParams({ language: flags.language });
        [['from', momentGiven(flags.from)] as const, ['until', momentGiven(flags.until)] as const].forEach(
          ([name, value]) => value !== undefined && query.set(name, value),
        );
        const answer = await operatorClient(io, flags).get(`/v1/balance?${query.toString()}`, Balanced);
        return {
          json: answer,
          text: (style) => {
            const moment = (iso: string) => momentText(Date.parse(iso), localZone().name, io.now(), 'en');
            const titles = ['WHO', 'HOURS', 'NIGHTS', 'WEEKEND DAYS', 'PAGES', 'WORKING HOURS', 'FREE TIME', 'SLEEP'];
            const rows = answer.people.map(({ name, onCallMs, nights, weekendDays, interruptions: { business, off, sleep } }) => [
              { text: name, mark: style.bold },
              ...[Math.round(onCallMs / (HOUR_MS / 10)) / 10, nights, weekendDays, business + off + sleep, business, off, sleep].map(
                String,
              ),
            ]);
            const unknown = answer.unknown.length === 0 ? [] : [`Not counted, because not in the workspace: ${answer.unknown.join(', ')}.`];
            const heading = `From ${moment(answer.from)} to ${moment(answer.until)}:`;
            return [
              heading,
              table(
                titles.map((title) => ({ title })),
                rows,
                style,
              ),
              ...unknown,
            ].join('\n');
          },
        };
      }),
    );
}
