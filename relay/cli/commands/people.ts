import { Command } from 'commander';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { relativeText } from '../output/moment-text.ts';
import type { Style } from '../output/style.ts';
import { table, type Cell } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';
import { People, type PersonWays } from '../way-answers.ts';

/** `people`: how everybody is paged beside their laptop, what is verified and what was tested. */
export function peopleCommand(io: Io): Command {
  return new Command('people')
    .summary('how people are paged beside their laptop: verified, tested')
    .description(
      'Says by which ways people are paged beside their laptop, whether the address was verified and what the last test came to. With a way that leads nowhere or whose last test failed the exit code is 1. An address that is not verified is used all the same.',
    )
    .argument('[person...]', 'only these, by id')
    .addHelpText('after', '\nExamples:\n  watchbell people\n  watchbell people ana --json')
    .action(
      answering(io, async (flags: CommonFlags, ids: string[]) => {
        const answer = await operatorClient(io, flags).get('/v1/people', People);
        const people = answer.people.filter(({ person }) => ids.length === 0 || ids.includes(person.id));
        return {
          json: { ...answer, people },
          text: (style) => (people.length === 0 ? 'Nobody by that id who may be paged.' : textOf(people, io.now(), style)),
          exitCode: people.some(({ ways }) => ways.some(isBad)) ? 1 : 0,
        };
      }),
    );
}

function isBad({ why, lastTest }: PersonWays['ways'][number]): boolean {
  return why !== null || lastTest?.outcome === 'failed';
}

function textOf(people: readonly PersonWays[], now: number, style: Style): string {
  const rows = people.flatMap(({ person, ownRules, ways }): Cell[][] => {
    const name = ownRules ? `${person.name} (own rules)` : person.name;
    const lines = ways.map(({ channel, address, verified, why, lastTest }): Cell[] => [
      address === null ? channel : `${channel} ${address}`,
      why === null ? (verified ? 'verified' : { text: 'not verified', mark: style.yellow }) : { text: why, mark: style.red },
      lastTest === null
        ? 'not yet'
        : lastTest.outcome === 'failed'
          ? { text: `failed ${relativeText(Date.parse(lastTest.at), now)}: ${lastTest.why ?? ''}`, mark: style.red }
          : `${lastTest.outcome} ${relativeText(Date.parse(lastTest.at), now)}`,
    ]);
    return (lines.length > 0 ? lines : [['the laptop alone', '', '']]).map((line, i) => [i === 0 ? name : '', ...line]);
  });
  return table(
    [{ title: 'PERSON' }, { title: 'WAY' }, { title: 'ADDRESS', shrinks: true }, { title: 'LAST TEST', shrinks: true }],
    rows,
    style,
  );
}
