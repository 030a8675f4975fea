import { Command } from 'commander';
import { z } from 'zod';
import { BadProviders, readProviders } from '../../deliver/providers-file.ts';
import { answering, withCommonOptions, type CommonFlags } from '../answer.ts';
import { CliError, found, reasonOf } from '../cli-error.ts';
import type { Io } from '../io.ts';
import type { Style } from '../output/style.ts';
import { table } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';

const Providers = z.looseObject({
  file: z.string(),
  loadedAt: z.string(),
  problem: z.string().nullable(),
  providers: z.array(z.looseObject({ id: z.string(), kind: z.string() })),
  subscribers: z.array(z.string()),
});
type Providers = z.infer<typeof Providers>;

/** `providers`: who brings messages outside, as the relay has them in force; read again; and a file checked without a relay. */
export function providersCommand(io: Io): Command {
  const reload = new Command('reload')
    .summary('have the relay read its file of providers again')
    .description(
      'Has the relay read its file of providers again, without a restart. A file that is wrong changes nothing and is told with its lines. The relay also looks by itself every 15 seconds, and at SIGHUP.',
    )
    .addHelpText('after', '\nExample:\n  watchbell providers reload --data /var/lib/watchbell')
    .action(
      answering(io, async (flags: CommonFlags) => {
        const answer = await operatorClient(io, flags).post('/v1/providers/reload', {}, Providers);
        return { json: answer, text: (style) => `In force now, from ${answer.file}:\n${listOf(answer, style)}` };
      }),
    );
  const check = new Command('check')
    .summary('check a file of providers before a relay gets it')
    .description('Checks a file of providers on this computer and says every problem with its line; no relay is asked.')
    .argument('<file>', 'the file, readable for its owner alone')
    .addHelpText('after', '\nExample:\n  watchbell providers check providers.yaml && watchbell providers reload')
    .action(
      answering(io, async (_flags: CommonFlags, file: string) => {
        const { providers, subscribers } = checkedFile(file);
        const answer = { file, providers: Object.entries(providers).map(([id, { kind }]) => ({ id, kind })) };
        const known = { ...answer, loadedAt: '', problem: null, subscribers: Object.keys(subscribers) };
        return { json: answer, text: (style) => `${file} can be used:\n${listOf(known, style)}` };
      }),
    );
  return withCommonOptions(
    new Command('providers')
      .summary('who brings mail, SMS, calls, chat and push, and whether their file is in force')
      .description(
        'Tells which providers are in force, and what is wrong with their file when a newer one is not. Secrets are told nowhere.',
      )
      .addHelpText('after', '\nExamples:\n  watchbell providers\n  watchbell providers check providers.yaml')
      .action(
        answering(io, async (flags: CommonFlags) => {
          const answer = await operatorClient(io, flags).get('/v1/providers', Providers);
          return { json: answer, text: (style) => listOf(answer, style), ...(answer.problem === null ? {} : { exitCode: found }) };
        }),
      ),
  )
    .addCommand(withCommonOptions(reload))
    .addCommand(withCommonOptions(check));
}

function checkedFile(file: string): ReturnType<typeof readProviders> {
  try {
    return readProviders(file, true);
  } catch (error) {
    throw new CliError(
      found,
      error instanceof BadProviders ? error.message : `${file}: ${reasonOf(error)}.`,
      'Mend it and check it again.',
    );
  }
}

function listOf({ providers, subscribers, problem }: Providers, style: Style): string {
  const rows = [...providers.map(({ id, kind }) => [id, kind]), ...subscribers.map((id) => [id, 'told of changes'])];
  const list = rows.length === 0 ? 'No providers are set up.' : table([{ title: 'NAME' }, { title: 'KIND' }], rows, style);
  return problem === null ? list : `${list}\n\n${style.red('The file is wrong; what it said before is in force.')}\n${problem}`;
}
