import { Command } from 'commander';
import { parse } from 'yaml';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';

/** `export`: the workspace as a file that `apply` takes. */
export function exportCommand(io: Io): Command {
  return new Command('export')
    .summary('print the workspace as a file')
    .description('Prints the workspace as a YAML file. Change it and give it back with "apply".')
    .addHelpText('after', '\nExample:\n  watchbell export > workspace.yaml')
    .action(
      answering(io, async (flags: CommonFlags) => {
        const yaml = await operatorClient(io, flags).getText('/v1/workspace');
        return { json: parse(yaml) as unknown, text: () => yaml };
      }),
    );
}
