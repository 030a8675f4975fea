import { Command, Option } from 'commander';
import { InsideAudience } from '../../../shared/incident/telling-events.ts';
import { UpdateFor } from '../../../shared/state/commands.ts';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';
import { momentGiven } from '../schedule-values.ts';
import { incidentArgument, recordedAnswer, send } from './answer-incident.ts';

const words = (text: readonly string[]) => text.join(' ');

/** `update`, `decide`, `bridge` and `follow-up`: what is told of an incident, and what comes of it. */
export function tellingCommands(io: Io): Command[] {
  return [update(io), decide(io), bridge(io), followUp(io)];
}

function update(io: Io): Command {
  return new Command('update')
    .summary('tell an audience how an incident stands')
    .description(
      'Says an update in the rooms of its audience. What customers or the status page are to read is shown to whoever the policy’s checkpoint names first, and goes out once they approve.',
    )
    .argument('<incident>', incidentArgument)
    .argument('<text...>', 'what is to be said')
    .addOption(new Option('--for <audience>', 'whom it is for').choices(UpdateFor.options).default('responders'))
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell update 42 "Rolling back 4.2.0."\n  watchbell update 42 --for customers "Card payments are slow; we are on it."',
    )
    .action(
      answering(io, async (flags: CommonFlags & { for: UpdateFor }, incident: string, text: string[]) => {
        const isOutside = flags.for === 'customers' || flags.for === 'public';
        const done = isOutside ? 'proposed; "updates" says whether it waits for approval' : `told to ${flags.for}`;
        return recordedAnswer(
          io,
          done,
          await send(operatorClient(io, flags), io, incident, 'updates', { for: flags.for, text: words(text) }),
        );
      }),
    );
}

function decide(io: Io): Command {
  return new Command('decide')
    .summary('write down a decision, and tell those it is for')
    .description('Writes a decision into the incident’s log and says it in the rooms that are told of decisions.')
    .argument('<incident>', incidentArgument)
    .argument('<text...>', 'what was decided')
    .addOption(new Option('--for <audience>', 'whom it is for').choices(InsideAudience.options).default('responders'))
    .addHelpText('after', '\nExample:\n  watchbell decide 42 "We take the shop offline for ten minutes."')
    .action(
      answering(io, async (flags: CommonFlags & { for: InsideAudience }, incident: string, text: string[]) => {
        const body = { for: flags.for, text: words(text) };
        return recordedAnswer(io, 'decision written down', await send(operatorClient(io, flags), io, incident, 'decisions', body));
      }),
    );
}

function bridge(io: Io): Command {
  return new Command('bridge')
    .summary('say where people talk about an incident by voice or video')
    .description('Sets the address of the incident’s call. Without one, the workspace’s own address counts again.')
    .argument('<incident>', incidentArgument)
    .argument('[url]', 'an https address')
    .addHelpText('after', '\nExample:\n  watchbell bridge 42 https://meet.example.org/war-room')
    .action(
      answering(io, async (flags: CommonFlags, incident: string, url?: string) => {
        const done = url === undefined ? 'back to the usual bridge' : 'bridge set';
        return recordedAnswer(io, done, await send(operatorClient(io, flags), io, incident, 'bridge', { url: url ?? null }));
      }),
    );
}

function followUp(io: Io): Command {
  return new Command('follow-up')
    .summary('write down what is to be done after an incident')
    .description('Adds a follow-up: it stays with the incident until it is done, also once that is over.')
    .argument('<incident>', incidentArgument)
    .argument('<text...>', 'what is to be done')
    .option('--owner <person>', 'who does it: their id in the workspace')
    .option('--due <moment>', 'until when, with its offset, for example 2026-12-24T18:00:00+01:00')
    .option('--of <entry>', 'the id of the note or update it is made of; "updates" lists them')
    .addHelpText('after', '\nExample:\n  watchbell follow-up 42 "Alert on replica lag" --owner bo')
    .action(
      answering(io, async (flags: CommonFlags & { owner?: string; due?: string; of?: string }, incident: string, text: string[]) => {
        const { owner, of } = flags;
        const body = { text: words(text), owner, of, due: momentGiven(flags.due) };
        return recordedAnswer(io, 'follow-up added', await send(operatorClient(io, flags), io, incident, 'follow-ups', body));
      }),
    );
}
