import { Command, Option } from 'commander';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';
import { Tested } from '../way-answers.ts';

const waitMs = 20_000;
const ways = ['push', 'sms', 'voice', 'mail', 'chat'];

/** `test-page`: pages somebody by their own ways, marked as a test, and says what came of each. */
export function testPageCommand(io: Io): Command {
  return new Command('test-page')
    .summary('test the ways somebody is paged beside their laptop')
    .description(
      'Sends a message that is clearly a test by each way of a person’s own rules, as a page would go, and waits at most 20 s for what comes of it. "sent" says that the provider took it; "confirmed" that the person pressed its button. With a way that failed the exit code is 1.',
    )
    .argument('<person>', 'the person’s id in the workspace')
    .optionsGroup('Which:')
    .addOption(new Option('--way <way...>', 'only these ways').choices(ways))
    .addHelpText('after', '\nExamples:\n  watchbell test-page ana\n  watchbell test-page ana --way sms voice')
    .action(
      answering(io, async (flags: CommonFlags & { way?: string[] }, person: string) => {
        const body = { waitMs, ...(flags.way === undefined ? {} : { channels: flags.way }) };
        const answer = await operatorClient(io, flags).post(`/v1/people/${encodeURIComponent(person)}/test`, body, Tested);
        return {
          json: answer,
          text: (style) =>
            answer.ways
              .map(({ channel, address, outcome, why }) => {
                const way = address === null ? channel : `${channel} ${address}`;
                const said = outcome === null ? 'nothing is known yet; look again with "people"' : outcome;
                const line = `${way}: ${said}${why === null ? '' : `. ${why}`}`;
                return outcome === 'failed' ? style.red(line) : line;
              })
              .join('\n'),
          exitCode: answer.ways.some(({ outcome }) => outcome !== 'sent' && outcome !== 'confirmed') ? 1 : 0,
        };
      }),
    );
}
