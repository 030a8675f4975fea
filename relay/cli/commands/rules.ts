import { Command } from 'commander';
import { z } from 'zod';
import { answering, withCommonOptions, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { table, type Cell } from '../output/table.ts';
import type { Style } from '../output/style.ts';
import { operatorClient } from '../relay-client.ts';
import { rulesTestCommand } from './rules-test.ts';

const Rules = z.looseObject({
  rules: z.array(z.looseObject({ id: z.string(), name: z.string(), on: z.boolean(), sentence: z.string(), applied: z.int() })),
});
type Rules = z.infer<typeof Rules>;
const Switched = z.looseObject({ rule: z.string(), name: z.string(), on: z.boolean(), changed: z.boolean() });

/** `rules`: what is decided about an alert before anybody is paged. */
export function rulesCommand(io: Io): Command {
  const list = new Command('list')
    .summary('the rules in their order, and how often each applied')
    .description(
      'Lists the routing rules in the order they are asked, whether each is on, and to how many incidents it applied in 30 days.',
    )
    .addHelpText('after', '\nExamples:\n  watchbell rules\n  watchbell rules --json')
    .action(
      answering(io, async (flags: CommonFlags) => {
        const answer = await operatorClient(io, flags).get('/v1/routing-rules', Rules);
        return { json: answer, text: (style) => listText(io, answer, style) };
      }),
    );
  const switches = (['on', 'off'] as const).map((to) =>
    new Command(to)
      .summary(to === 'on' ? 'ask a rule again' : 'ask a rule no more, and keep it for later')
      .description(`Turns a routing rule ${to}. A file applied later says again what is on and what is off.`)
      .argument('<rule>', 'its id; "rules" lists them')
      .addHelpText('after', `\nExample:\n  watchbell rules ${to} night-tests`)
      .action(
        answering(io, async (flags: CommonFlags, rule: string) => {
          const answer = await operatorClient(io, flags).post(`/v1/routing-rules/${encodeURIComponent(rule)}/${to}`, {}, Switched);
          return {
            json: answer,
            text: () => (answer.changed ? `${answer.name}: ${to}.` : `${answer.name} is ${to} already; nothing to do.`),
          };
        }),
      ),
  );
  const rules = new Command('rules')
    .summary('what is decided before anybody is paged: list, test, turn on and off')
    .description(
      'Routing rules decide about an alert before an incident is opened for it: how grave it is, whose it is, who is paged first.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell rules\n  watchbell rules test new-rules.yaml --last 3\n  watchbell rules off night-tests',
    )
    .addCommand(withCommonOptions(list), { isDefault: true });
  [rulesTestCommand(io), ...switches].forEach((command) => rules.addCommand(withCommonOptions(command)));
  return rules;
}

function listText(io: Io, { rules }: Rules, style: Style): string {
  if (rules.length === 0) {
    return `There are no routing rules. Write some under routingRules in the workspace file and try them: ${io.invocation} rules test FILE`;
  }
  const columns = [
    { title: 'ID' },
    { title: 'ON' },
    { title: 'APPLIED (30 D)' },
    { title: 'NAME', shrinks: true },
    { title: 'WHEN', shrinks: true },
  ];
  const rows = rules.map(({ id, on, applied, name, sentence }): Cell[] => [
    id,
    on ? 'on' : { text: 'off', mark: style.dim },
    applied === 0 ? { text: '0', mark: style.dim } : String(applied),
    name,
    sentence,
  ]);
  return table(columns, rows, style);
}
