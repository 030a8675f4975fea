import { Command } from 'commander';
import { answering, type CommonFlags } from '../answer.ts';
import type { Io } from '../io.ts';
import { calendarText, localZone, relativeText } from '../output/moment-text.ts';
import { table, type Cell } from '../output/table.ts';
import type { Style } from '../output/style.ts';
import { Devices, type ReachedPerson } from '../relay-answers.ts';
import { operatorClient } from '../relay-client.ts';

/** `devices`: who can be reached on which device, since when they cannot, and when each bell was last proven to ring. */
export function devicesCommand(io: Io): Command {
  return new Command('devices')
    .summary('who can be reached, and when their bell last proved to ring')
    .description(
      'Says on which devices people can be reached, since when they cannot, and when the daily test last showed that each bell rings. Whoever is on call and cannot be reached comes first; then the exit code is 1.',
    )
    .optionsGroup('Which:')
    .option('--on-call', 'only whoever is on call now or within 12 hours')
    .addHelpText('after', '\nExamples:\n  watchbell devices\n  watchbell devices --on-call --json')
    .action(
      answering(io, async (flags: CommonFlags & { onCall?: boolean }) => {
        const answer = await operatorClient(io, flags).get('/v1/devices', Devices);
        const people = answer.people.filter(({ onCall }) => flags.onCall !== true || onCall !== null);
        const found = people.filter((person) => person.onCall !== null && (!person.reachable || hasFailed(person)));
        return {
          json: { ...answer, people },
          text: (style) =>
            people.length === 0 ? 'Nobody to reach: the workspace has no people who may answer.' : textOf(people, io.now(), style),
          exitCode: found.length > 0 ? 1 : 0,
        };
      }),
    );
}

/** Whether the last test of each of a person's devices failed: none of them rings. */
function hasFailed({ devices }: ReachedPerson): boolean {
  return devices.length > 0 && devices.every(({ lastTest }) => lastTest?.outcome === 'failed');
}

function textOf(people: readonly ReachedPerson[], now: number, style: Style): string {
  const zone = localZone();
  const ago = (iso: string) => relativeText(Date.parse(iso), now);
  const duty = ({ onCall, onCallFrom }: ReachedPerson) =>
    onCall === 'now' ? 'now' : onCallFrom === null ? '' : `from ${calendarText(Date.parse(onCallFrom), now, zone)}`;
  const rows = people.flatMap((person): Cell[][] => {
    const isWanted = person.onCall !== null;
    const first: Cell[] = [person.person.name, duty(person)];
    const none = isWanted ? { text: 'no device paired', mark: style.red } : 'no device paired';
    const lines = person.devices.map(({ name, connected, lastSeenAt, provenAt, lastTest }): Cell[] => {
      const away = lastSeenAt === null ? 'never connected' : `not since ${ago(lastSeenAt)}`;
      const failed =
        lastTest?.outcome === 'failed' ? { text: `failed ${ago(lastTest.at)}: ${lastTest.why ?? ''}`, mark: style.red } : undefined;
      return [
        name,
        connected ? 'connected' : isWanted && !person.reachable ? { text: away, mark: style.red } : away,
        failed ?? (provenAt === null ? 'not yet' : ago(provenAt)),
      ];
    });
    return (lines.length > 0 ? lines : [['', none, '']]).map((line, i) => [...(i === 0 ? first : ['', '']), ...line]);
  });
  const columns = [
    { title: 'PERSON' },
    { title: 'ON CALL' },
    { title: 'DEVICE', shrinks: true },
    { title: 'REACHABLE' },
    { title: 'PROVEN TO RING', shrinks: true },
  ];
  return table(columns, rows, style);
}
