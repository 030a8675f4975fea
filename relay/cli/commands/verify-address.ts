import { Command, Option } from 'commander';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';
import { CodeSent, PersonWays } from '../way-answers.ts';

interface Flags extends CommonFlags {
  kind: string;
  name?: string;
  code?: string;
}

/** `person verify`: sends a code to an address of somebody's, and takes it back. */
export function verifyAddressCommand(io: Io): Command {
  return new Command('verify')
    .summary('verify that an address is the person’s')
    .description(
      'Sends a code of six digits to an address of a person; called again with --code it verifies the address. People do the same for themselves in the settings of their window. A code is good for 10 minutes and five attempts.',
    )
    .argument('<person>', 'the person’s id in the workspace')
    .optionsGroup('Which:')
    .addOption(new Option('--kind <kind>', 'of which kind the address is').choices(['mail', 'phone', 'push', 'chat']).default('phone'))
    .option('--name <name>', 'a further address, by the name it has')
    .option('--code <code>', 'the code that came')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell person verify ana --kind phone\n  watchbell person verify ana --kind phone --code 123456\n  watchbell person verify ana --kind phone --name private',
    )
    .action(
      answering(io, async (flags: Flags, person: string) => {
        const client = operatorClient(io, flags);
        const path = `/v1/people/${encodeURIComponent(person)}/verify`;
        const which = { kind: flags.kind, ...(flags.name === undefined ? {} : { name: flags.name }) };
        if (flags.code !== undefined) {
          const answer = await client.post(`${path}/code`, { ...which, code: flags.code }, PersonWays);
          return { json: answer, text: () => `The address is ${answer.person.name}’s.` };
        }
        const answer = await client.post(path, which, CodeSent);
        return { json: answer, text: () => `A code is on its way, by ${answer.by}. Type it with --code; it is good for 10 minutes.` };
      }),
    );
}
