import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { answering, withCommonOptions, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import { pathIn, type Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';

interface SecretFlags extends CommonFlags {
  file?: string;
  remove?: boolean;
}

const SecretSet = z.object({ integration: z.string(), secret: z.string(), replaced: z.boolean().optional() });
const SecretRemoved = z.object({ integration: z.string(), removed: z.boolean() });

/** `integration`: what an integration's senders sign with. */
export function integrationCommand(io: Io): Command {
  const secret = new Command('secret')
    .summary('take only what is signed with a secret')
    .description(
      'Gives an integration a secret. From then on it takes only what GitHub, GitLab, Sentry or Grafana signed with it; its key alone is not enough any more. A secret that is made is shown once.',
    )
    .argument('<integration>', 'the integration’s id in the workspace')
    .optionsGroup('Which secret:')
    .option('--file <file>', 'the secret in this file, such as the client secret Sentry made; one is made unless given')
    .option('--remove', 'let the key be enough again')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell integration secret github\n  watchbell integration secret sentry --file client-secret.txt\n  watchbell integration secret github --remove',
    )
    .action(answering(io, async (flags: SecretFlags, integration: string) => act(io, flags, integration)));
  return new Command('integration')
    .summary('have what senders send signed')
    .description('Has what the senders of an integration send signed.')
    .addCommand(withCommonOptions(secret));
}

async function act(io: Io, { file, remove, ...flags }: SecretFlags, integration: string): Promise<Answer> {
  if (file !== undefined && remove === true) {
    throw new CliError(misused, 'Say either --file or --remove.', `See: ${io.invocation} integration secret --help`);
  }
  const path = `/v1/integrations/${encodeURIComponent(integration)}/secret`;
  const client = operatorClient(io, flags);
  if (remove === true) {
    const answer = await client.delete(path, SecretRemoved);
    const text = answer.removed ? `The key of ${integration} is enough again.` : `${integration} has no secret; its key is enough.`;
    return { json: answer, text: () => text };
  }
  const given = file === undefined ? undefined : secretIn(io, file);
  const answer = await client.post(path, given === undefined ? {} : { secret: given }, SecretSet);
  const before = answer.replaced === true ? ' The secret before this one counts no more.' : '';
  const said = `${integration} takes only what is signed from now on.${before}`;
  return {
    json: { integration, ...(given === undefined ? { secret: answer.secret } : {}) },
    text: (style) =>
      given === undefined ? `${said} Give its sender this secret; it is not shown again:\n${style.bold(answer.secret)}` : said,
  };
}

function secretIn(io: Io, file: string): string {
  try {
    return readFileSync(pathIn(io, file), 'utf8').trim();
  } catch (error) {
    throw new CliError(misused, `${file} cannot be read: ${reasonOf(error)}.`, 'Name a file that holds the secret and nothing else.');
  }
}
