import { Command } from 'commander';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { table } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';
import { ScheduleList } from '../schedule-answers.ts';

/** `schedules`: every schedule there is, and the worst that is wrong with each. */
export function schedulesCommand(io: Io): Command {
  return new Command('schedules')
    .summary('list schedules, and the worst that is wrong with each')
    .description('Lists schedules with their ids and zones, and the worst that is wrong with each in the next 90 days.')
    .addHelpText('after', '\nExample:\n  watchbell schedules')
    .action(
      answering(io, async (flags: CommonFlags) => {
        const answer = await operatorClient(io, flags).get('/v1/schedules', ScheduleList);
        return {
          json: answer,
          text: (style) => {
            if (answer.schedules.length === 0) {
              return `There are no schedules yet. Write them into a workspace file, then: ${io.invocation} apply FILE`;
            }
            const columns = [{ title: 'ID' }, { title: 'SCHEDULE', shrinks: true }, { title: 'ZONE' }, { title: 'WORST', shrinks: true }];
            const rows = answer.schedules.map(({ id, name, zone, worst }) => [
              { text: id, mark: style.bold },
              name,
              zone,
              worst ? { text: worst.sentence, mark: style.yellow } : { text: 'nothing', mark: style.green },
            ]);
            return table(columns, rows, style);
          },
        };
      }),
    );
}
