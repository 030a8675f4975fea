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
    .description(
      'Says who is on call for every schedule, all of them where there are several, and the backup; now or at another moment. Times are this computer’s.',
    )
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
            const hasBackup = answer.schedules.some(({ backup }) => backup.length > 0);
            const columns = [
              { title: 'SCHEDULE', shrinks: true },
              { title: 'ON CALL' },
              { title: 'UNTIL' },
              ...(hasBackup ? [{ title: 'BACKUP' }] : []),
              { title: 'THEN' },
            ];
            const rows = answer.schedules.map(({ name, onCall, also, backup, next }) => [
              name,
              onCall
                ? { text: [onCall, ...also].map(({ person }) => person.name).join(', '), mark: style.bold }
                : { text: 'nobody', mark: style.red },
              onCall ? moment([onCall, ...also].map(({ until }) => until).toSorted()[0] ?? onCall.until) : '',
              ...(hasBackup ? [backup.map((person) => person.name).join(', ')] : []),
              next ? `${next.person.name}${onCall ? '' : ` from ${moment(next.from)}`}` : 'no change in sight',
            ]);
            const heading = flags.at === undefined ? '' : `At ${calendarText(Date.parse(answer.at), now, zone)}:\n`;
            const away = answer.unreachable.map(({ person, onCallFrom, since }) => {
              const duty = Date.parse(onCallFrom) <= now ? 'is on call' : `is on call from ${moment(onCallFrom)}`;
              const gone = since === null ? 'has never had a device connected' : `has had no device connected since ${moment(since)}`;
              return style.red(`${person.name} ${duty} and ${gone}.`);
            });
            return heading + [table(columns, rows, style), ...away].join('\n');
          },
        };
      }),
    );
}
