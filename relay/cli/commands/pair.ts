import { Command } from 'commander';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { calendarText, localZone, relativeText } from '../output/moment-text.ts';
import { Pairing } from '../relay-answers.ts';
import { operatorClient } from '../relay-client.ts';

/** `pair`: what a person needs to connect a desktop. */
export function pairCommand(io: Io): Command {
  return new Command('pair')
    .summary('show the code that connects a desktop to the relay')
    .description('Shows the present pairing code: whoever types it into Watchbell on a laptop connects it to this relay.')
    .addHelpText('after', '\nExample:\n  watchbell pair')
    .action(
      answering(io, async (flags: CommonFlags) => {
        const client = operatorClient(io, flags);
        const pairing = await client.get('/v1/pairing', Pairing);
        const expiresAt = Date.parse(pairing.expiresAt);
        return {
          json: { ...pairing, relay: client.url },
          text: (style) => {
            const until = `${calendarText(expiresAt, io.now(), localZone())}, ${relativeText(expiresAt, io.now())}`;
            return [
              'In Watchbell on the laptop, type:',
              `  Relay address  ${style.bold(client.url)}`,
              `  Pairing code   ${style.bold(pairing.code)}  ${style.dim(`(until ${until})`)}`,
              '  Your name      as it stands in the workspace',
              ...(isLoopback(client.url)
                ? ['This address works on this computer only. On another one, use the name or number the relay has in the network.']
                : []),
              '',
              'Or be paged in a terminal:',
              `  ${io.invocation} watch --relay ${client.url} --pair-code ${pairing.code} --as PERSON`,
            ].join('\n');
          },
        };
      }),
    );
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
