import { Command } from 'commander';
import { z } from 'zod';
import { answering, withCommonOptions, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';
import { verifyAddressCommand } from './verify-address.ts';

const Erased = z.object({ person: z.string(), erased: z.boolean(), inLog: z.boolean() });

/** `person`: what the relay keeps of a person beside the log. */
export function personCommand(io: Io): Command {
  const erase = new Command('erase')
    .summary('erase a person’s address and number for good')
    .description(
      'Erases a person’s address and number from the relay for good. The log never held them, so it still verifies; it notes that they were erased. Backups made before still hold them: delete those too, or let them age out.',
    )
    .argument('<person>', 'the person’s id in the workspace')
    .addHelpText('after', '\nExample:\n  watchbell person erase bo')
    .action(
      answering(io, async (flags: CommonFlags, person: string) => {
        const path = `/v1/people/${encodeURIComponent(person)}/erase-contact`;
        const answer = await operatorClient(io, flags).post(path, {}, Erased);
        return {
          json: answer,
          text: () => sentences(answer).join('\n'),
        };
      }),
    );
  return new Command('person')
    .summary('verify or erase what is kept of a person')
    .description('Verifies or erases what the relay keeps of a person beside the log.')
    .addCommand(withCommonOptions(verifyAddressCommand(io)))
    .addCommand(withCommonOptions(erase));
}

function sentences({ person, erased, inLog }: z.infer<typeof Erased>): string[] {
  if (!erased) {
    return [`Nothing is kept of ${person} beside the log; nothing to erase.`];
  }
  return [
    `The address and number of ${person} are erased from this relay.`,
    ...(inLog ? ['An older version wrote them into the log itself, where they stay: the log cannot change without breaking.'] : []),
    'Backups made before still hold them. Take them out of the workspace file too, or the next "apply" brings them back.',
  ];
}
