import { Command } from 'commander';
import { parseIso } from '../../../shared/time/instant.ts';
import { answering, type CommonFlags } from '../answer.ts';
import { CliError, misused } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { calendarText, localZone, relativeText } from '../output/moment-text.ts';
import { table } from '../output/table.ts';
import { OnCall } from '../relay-answers.ts';
import { operatorClient } from '../relay-client.ts';

/** `oncall`: who is on call, now or at a moment. */
export function oncallCommand(io: Io): Command {
  return new Command('oncall')
    .summary('who is on call, now or at another moment')
    .description('Says who is on call for every schedule, now or at another moment. Times are this computer’s.')
    .optionsGroup('When:')
    .option('--at <moment>', 'a moment with its offset, for example 2026-12-24T18:00:00+01:00')
    .addHelpText('after', '\nExamples:\n  watchbell oncall\n  watchbell oncall --at 2026-12-24T18:00:00+01:00')
    .action(
      answering(io, async (flags: CommonFlags & { at?: string }) => {
        if (flags.at !== undefined && parseIso(flags.at) === undefined) {
          throw new CliError(misused, `"${flags.at}" is not a moment.`, 'Write it with its offset, for example 2026-12-24T18:00:00+01:00.');
        }
        const query = flags.at === undefined ? '' : `?at=${encodeURIComponent(flags.at)}`;
        const answer = await operatorClient(io, flags).get(`/v1/oncall${query}`, OnCall);
        const now = io.now();
        const zone = localZone();
        const moment = (iso: string) => `${calendarText(Date.parse(iso), now, zone)} (${relativeText(Date.parse(iso), now)})`;
        return {
          json: answer,
          text: (style) => {
            if (answer.schedules.length === 0) {
              return `There are no schedules yet. Write them into a workspace file, then: ${io.invocation} apply FILE`;
            }
            const columns = [{ title: 'SCHEDULE', shrinks: true }, { title: 'ON CALL' }, { title: 'UNTIL' }, { title: 'THEN' }];
            const rows = answer.schedules.map(({ name, onCall, next }) => [
              name,
              onCall ? { text: onCall.person.name, mark: style.bold } : { text: 'nobody', mark: style.red },
              onCall ? moment(onCall.until) : '',
              next ? `${next.person.name}${onCall ? '' : ` from ${moment(next.from)}`}` : 'no change in sight',
            ]);
            const heading = flags.at === undefined ? '' : `At ${calendarText(Date.parse(answer.at), now, zone)}:\n`;
            return heading + table(columns, rows, style);
          },
        };
      }),
    );
}
