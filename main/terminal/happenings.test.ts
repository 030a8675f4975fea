import { describe, expect, it } from 'vitest';
import type { Desktop } from '../../test/harness/desktop.ts';
import { newerRelayWrote } from '../../test/harness/newer-relay.ts';
import { World } from '../../test/harness/world.ts';
import type { Connection, Desk } from '../../shared/bridge/desk.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { findZone } from '../../shared/time/zone.ts';
import { deskFrom, pendingCommands } from '../desk/desk-view.ts';
import { wordsFor } from '../text/words.ts';
import { act } from './act.ts';
import { parseCommandLine } from './command-line.ts';
import type { Happening } from './happening.ts';
import { Happenings } from './happenings.ts';
import { promptFor } from './prompt.ts';
import { say } from './say.ts';
import { terminalWordsFor } from './words/words.ts';

const words = terminalWordsFor('en');
const paris = findZone('Europe/Paris');

/** A desk in the world, as the terminal gets it. */
function deskOf({ app, identity }: Desktop, state?: Connection['state']): Desk {
  const { replica, link } = app;
  const { view, overlay, returned } = replica;
  const connection = {
    ...link.status,
    state: state ?? link.status.state,
    relayUrl: identity.relayUrl,
    pending: pendingCommands(overlay),
    clockOffsetMs: 0,
  };
  return {
    ...deskFrom({ state: view, me: identity.person, now: replica.now(), overlay, returned, connection }),
    locale: 'en',
    colorScheme: 'auto',
    version: '',
  };
}

function sentences(happenings: readonly Happening[], now = 0): string[] {
  if (!paris) {
    throw new Error('The rules know Paris.');
  }
  return happenings.flatMap((happening) => say(happening, { words, desktop: wordsFor('en'), zone: paris, now }));
}

/** Types a line at a desktop. */
function type(desktop: Desktop, happenings: Happenings, line: string): string[] {
  const command = parseCommandLine(line);
  if (command.kind !== 'deed') {
    throw new Error(`${line} does nothing to an incident.`);
  }
  const answer = act(command, deskOf(desktop), desktop.app, words);
  if (answer.ok && answer.incident !== undefined) {
    happenings.did(answer.incident);
  }
  return sentences([answer]);
}

describe('what the terminal tells', () => {
  it('[VER4] tells once that an update is due, and why it pages more until then', async () => {
    const world = await World.start();
    const ana = await world.desktop('ana');
    await newerRelayWrote(world, [{ type: 'team.rested', mustUnderstand: true }]);
    const happenings = new Happenings();
    expect(sentences(happenings.next(deskOf(ana)))).toContain(
      'Watchbell here is older than the relay and does not understand team.rested. Update it; until then it pages you for every incident of your teams.',
    );
    expect(sentences(happenings.next(deskOf(ana)))).toEqual([]);
  });

  it('tells at the start who is connected and on call, then each change once', async () => {
    const world = await World.start();
    const ana = await world.desktop('ana');
    const happenings = new Happenings();
    const tell = () => sentences(happenings.next(deskOf(ana)), world.clock.now());
    expect(tell()).toEqual([
      'Connected to http://relay.',
      'On call for Payments primary: you, Ana Lima, until 09:00.',
      'On call for Payments backup: Bo Svensson until 09:00.',
    ]);
    expect(tell()).toEqual([]);
    await world.alert();
    expect(tell()).toEqual(['#1 Disk full on db1 (Critical, Checkout) is triggered.']);
    await world.forward(2 * MINUTE_MS);
    expect(tell()).toEqual(['#1 Disk full on db1 pages Bo Svensson.']);
    expect(type(ana, happenings, 'a')).toEqual(['#1 acknowledged.']);
    await world.settle();
    expect(tell()).toEqual(['#1 Disk full on db1: the relay has confirmed it.']);
    expect(type(ana, happenings, 'e')).toEqual(['#1 goes on to the next step.']);
    await world.settle();
    expect(tell()).toEqual([
      '#1 Disk full on db1 rings again.',
      '#1 Disk full on db1 pages Léa Martin.',
      '#1 Disk full on db1: the relay has confirmed it.',
    ]);
    await world.alert({ action: 'resolve' });
    expect(tell()).toEqual(['#1 Disk full on db1 is resolved.']);
    expect(type(ana, happenings, 'r 1')).toEqual(['It was resolved already.']);
    expect(type(ana, happenings, 'r 9')).toEqual(['There is no incident #9 here; l lists them.']);
    expect(type(ana, happenings, 'n')).toEqual(['There is no incident to do that to; l lists them.']);
  });

  it('tells of another’s answer with their name, and of a command that came too late', async () => {
    const world = await World.start();
    const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
    const happenings = new Happenings();
    happenings.next(deskOf(ana));
    await world.alert();
    happenings.next(deskOf(ana));
    bo.app.acknowledge(bo.incident().id, 'tray');
    await world.settle();
    expect(sentences(happenings.next(deskOf(ana)))).toEqual(['#1 Disk full on db1 is acknowledged by Bo Svensson; the bell is still.']);
    world.network.cut(ana.identity.device);
    await world.settle();
    expect(sentences(happenings.next(deskOf(ana)))[0]).toMatch(/^Cut off from the relay: .* Paging goes on from this computer\.$/);
    expect(type(ana, happenings, 'e 1')).toEqual(['#1 goes on to the next step. The relay hears of it when it is back.']);
    happenings.next(deskOf(ana));
    bo.app.resolve(bo.incident().id, 'tray');
    await world.settle();
    world.network.mend(ana.identity.device);
    await world.forward(2 * MINUTE_MS);
    const told = sentences(happenings.next(deskOf(ana)));
    expect(told).toContain('#1: your command came too late. It was resolved before the escalation arrived.');
    expect(told.join('\n')).not.toContain('has confirmed it');
  });

  it('tells nothing of a history while it is still catching up with it', async () => {
    const world = await World.start();
    await world.alert();
    const ana = await world.desktop('ana');
    const happenings = new Happenings();
    expect(sentences(happenings.next(deskOf(ana, 'updating')))).toEqual(['Catching up with the relay.']);
    expect(happenings.next(deskOf(ana, 'updating'))).toEqual([]);
    expect(sentences(happenings.next(deskOf(ana)))).toContain('#1 Disk full on db1 (Critical, Checkout) is triggered.');
  });

  it('counts down in its last line to the next step of what is most urgent', async () => {
    const world = await World.start();
    const ana = await world.desktop('ana');
    const prompt = () => promptFor(deskOf(ana), words, ana.app.replica.now(), false);
    expect(prompt()).toBe('quiet > ');
    await world.alert();
    await world.forward(55_000);
    expect(prompt()).toBe('1 ringing, #1 → Bo Svensson 1:05 > ');
    world.network.cut(ana.identity.device);
    await world.settle();
    expect(prompt()).toBe('cut off, 1 ringing, #1 → Bo Svensson 1:05 > ');
  });
});
