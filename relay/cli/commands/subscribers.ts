import { Command, Option } from 'commander';
import { z } from 'zod';
import { answering, withCommonOptions, type CommonFlags } from '../answer.ts';
import { CliError, found } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { relativeText } from '../output/moment-text.ts';
import { table } from '../output/table.ts';
import { operatorClient } from '../relay-client.ts';

const Told = z.looseObject({
  id: z.string(),
  address: z.string().optional(),
  person: z.string().optional(),
  services: z.array(z.string()).nullable(),
  language: z.string(),
  state: z.enum(['asked', 'confirmed']),
  since: z.string(),
});
type Told = z.infer<typeof Told>;
const Subscribers = z.looseObject({ subscribers: z.array(Told) });
const Erased = z.looseObject({ id: z.string(), erased: z.boolean() });

function whoIs({ address, person }: Told): string {
  return address ?? `person:${person ?? '?'}`;
}

const about = ({ services }: Told) => services?.join(', ') ?? 'all services';

/** `subscribers`: who is told by mail what the status page says. */
export function subscribersCommand(io: Io): Command {
  const add = new Command('add')
    .summary('subscribe a person, or ask an address')
    .description(
      'Subscribes a person of the workspace at once. An address from outside is asked by mail first; nothing else is sent to it until somebody there has confirmed, within three days.',
    )
    .argument('<who>', 'person:ID, or a mail address')
    .optionsGroup('What they are told:')
    .option('--service <id...>', 'only of these services; all the status page shows by default')
    .addOption(new Option('--language <language>', 'the language of the mails').choices(['en', 'fr']).default('en'))
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell subscribers add person:cleo\n  watchbell subscribers add jo@example.org --service checkout',
    )
    .action(
      answering(io, async (flags: CommonFlags & { service?: string[]; language: string }, who: string) => {
        const body = {
          ...(who.startsWith('person:') ? { person: who.slice('person:'.length) } : { address: who }),
          ...(flags.service ? { services: flags.service } : {}),
          language: flags.language,
        };
        const answer = await operatorClient(io, flags).post('/v1/subscribers', body, Told);
        return {
          json: answer,
          text: () =>
            answer.state === 'asked'
              ? `${whoIs(answer)} is asked by mail; nothing else is sent there before it is confirmed.`
              : `${whoIs(answer)} is told of ${about(answer)} from now on.`,
        };
      }),
    );
  const remove = new Command('remove')
    .summary('erase somebody from the list for good')
    .description('Ends a subscription and erases the address from the relay for good. Backups made before still hold it.')
    .argument('<who>', 'person:ID, a mail address, or the id of a subscription')
    .addHelpText('after', '\nExample:\n  watchbell subscribers remove jo@example.org')
    .action(
      answering(io, async (flags: CommonFlags, who: string) => {
        const client = operatorClient(io, flags);
        const { subscribers } = await client.get('/v1/subscribers', Subscribers);
        const theirs = subscribers.filter((each) => each.id === who || whoIs(each).toLowerCase() === who.toLowerCase());
        if (theirs.length === 0) {
          throw new CliError(found, `Nobody is subscribed as "${who}".`, `See: ${io.invocation} subscribers`);
        }
        const erased = [];
        for (const { id } of theirs) {
          erased.push(await client.delete(`/v1/subscribers/${encodeURIComponent(id)}`, Erased));
        }
        return { json: erased, text: () => `${who} is told nothing more and erased from this relay.` };
      }),
    );
  const list = () =>
    answering(io, async (flags: CommonFlags) => {
      const answer = await operatorClient(io, flags).get('/v1/subscribers', Subscribers);
      return {
        json: answer,
        text: (style) =>
          answer.subscribers.length === 0
            ? 'Nobody is subscribed.'
            : table(
                [
                  { title: 'WHO', shrinks: true },
                  { title: 'ABOUT', shrinks: true },
                  { title: 'LANGUAGE' },
                  { title: 'STATE' },
                  { title: 'SINCE' },
                  { title: 'ID' },
                ],
                answer.subscribers.map((each) => [
                  whoIs(each),
                  about(each),
                  each.language,
                  each.state,
                  relativeText(Date.parse(each.since), io.now()),
                  each.id,
                ]),
                style,
              ),
      };
    });
  const listed = new Command('list')
    .summary('the same as without a word')
    .description('Lists who is told by mail of words released for the public, of the services they chose.')
    .addHelpText('after', '\nExample:\n  watchbell subscribers list --json')
    .action(list());
  return withCommonOptions(
    new Command('subscribers')
      .summary('who is told by mail what the status page says')
      .description('Lists who is told by mail of words released for the public, of the services they chose.')
      .addHelpText('after', '\nExamples:\n  watchbell subscribers\n  watchbell subscribers add person:cleo --service checkout')
      .action(list()),
  )
    .addCommand(withCommonOptions(add))
    .addCommand(withCommonOptions(remove))
    .addCommand(withCommonOptions(listed));
}
