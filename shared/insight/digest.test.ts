import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, folded, resolved, triggered } from '../../test/harness/folding.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { digestOf } from './digest.ts';
import { tellDigest } from './digest-text.ts';

const at = (hours: number) => mondayNight + hours * HOUR_MS;

/** A day in the shop: one incident held since the day before, one that rings, one resolved, one kept back, one that was a test. */
function day() {
  const state = stateWith();
  const of = (id: string) => ({ entity: { kind: 'incident' as const, id } });
  folded(
    [
      { ...triggered({ title: 'Slow checkout', severity: 'error' }), recordedAt: at(-40) },
      { ...acknowledged(1), recordedAt: at(-39) },
      { ...triggered({ title: 'Queue full' }, 'rings'), recordedAt: at(-2) },
      { ...triggered({ title: 'Disk full', severity: 'warning' }, 'over'), recordedAt: at(-20) },
      { ...resolved(1), ...of('over'), recordedAt: at(-19) },
      { ...triggered({ title: 'In maintenance', suppression: { reason: 'maintenance' } }, 'quiet'), version: 2, recordedAt: at(-1) },
      { ...triggered({ title: 'Only a test', test: true }, 'test'), recordedAt: at(-1) },
      { type: 'incident.annotated', ...of('incident-1'), body: { text: 'Waiting for the vendor.' }, recordedAt: at(-3) },
    ],
    state,
  );
  return state;
}

it('[ANS20] gathers what is open, what changed in a day and who is on call, and no tests', () => {
  const state = day();
  const digest = digestOf(state, at(0));
  const titles = Object.fromEntries(
    (['ringing', 'held', 'quiet', 'began', 'resolved', 'changed'] as const).map((part) => [part, digest[part].map(({ title }) => title)]),
  );
  expect(titles).toEqual({
    ringing: ['Queue full'],
    held: ['Slow checkout'],
    quiet: ['In maintenance'],
    began: ['Disk full', 'Queue full', 'In maintenance'],
    resolved: ['Disk full'],
    changed: ['Slow checkout'],
  });
  expect(digest.watches.map(({ schedule, onCall }) => [schedule, onCall.map(({ person }) => person)])).toEqual([
    ['payments-primary', ['ana']],
    ['payments-backup', ['bo']],
  ]);
});

it('[ANS20] leaves out what was done before, and looks back as far as it is asked to', () => {
  expect(digestOf(day(), at(30)).resolved).toEqual([]);
  expect(digestOf(day(), at(30), 3 * DAY_MS).resolved).toHaveLength(1);
});

it('[ANS20] tells it in sentences, in English and French, on the clock it is asked for', () => {
  const state = day();
  const told = (language: 'en' | 'fr', zone?: string) =>
    tellDigest(state.workspace, digestOf(state, at(0)), { language, zone, now: at(0) });
  expect(told('en')).toEqual({
    title: 'The last 24 hours, Mon 23 Nov 02:00',
    sections: [
      {
        title: 'Open',
        lines: [
          '3 incidents are open: 1 nobody has, 1 held, 1 kept back.',
          '#2 Queue full (critical, Checkout): nobody has it since Mon 23 Nov 00:00.',
          '#1 Slow checkout (error, Checkout): held by Ana Lima since Sat 21 Nov 11:00.',
          '#4 In maintenance (critical, Checkout): kept back, began Mon 23 Nov 01:00.',
        ],
      },
      {
        title: 'What changed',
        lines: [
          '3 began, 1 resolved, 1 older with news.',
          '#3 Disk full (warning, Checkout): resolved by Ana Lima.',
          '#1 Slow checkout (error, Checkout): last news Sun 22 Nov 23:00.',
        ],
      },
      {
        title: 'On call',
        lines: ['Payments primary: Ana Lima, no change in sight.', 'Payments backup: Bo Svensson, no change in sight.'],
      },
    ],
  });
  const french = told('fr', 'Europe/Paris');
  expect(french.title).toBe('Les dernières 24 heures, lun. 23 nov. 03:00');
  expect(french.sections[0]?.lines[1]).toBe('#2 Queue full (critique, Checkout) : personne ne s’en occupe depuis le lun. 23 nov. 01:00.');
  expect(french.sections[1]?.lines[0]).toBe('3 nouveaux, 1 résolu, 1 plus ancien a changé.');
});

it('[ANS20] names who is on call until when, and who comes next', () => {
  const rota = `
organisation: { name: Shop }
people: { ana: { name: Ana Lima }, bo: { name: Bo Svensson } }
schedules:
  rota: { name: Rota, zone: UTC, rotation: { people: [ana, bo], turn: 1w, handoffAt: '09:00', startsOn: 2026-11-16 } }
policies: { all: { name: All, steps: [{ notify: [schedule:rota], acknowledgeWithin: 10m }] } }
services: { checkout: { name: Checkout, policy: all } }
`;
  const state = stateWith(rota);
  const told = tellDigest(state.workspace, digestOf(state, at(0)), { language: 'en', now: at(0) });
  expect(told.sections.at(-1)?.lines).toEqual(['Rota: Ana Lima until Mon 23 Nov 09:00, then Bo Svensson.']);
});

it('[ANS20] says that nothing is open and nothing planned, and how many more there are than it lists', () => {
  const empty = folded([]).state;
  expect(tellDigest(empty.workspace, digestOf(empty, at(0)), { language: 'en', now: at(0) }).sections.map(({ lines }) => lines)).toEqual([
    ['No incident is open.'],
    ['0 began, 0 resolved, 0 older with news.'],
    ['There is no schedule.'],
  ]);
  const many = folded(Array.from({ length: 25 }, (_, i) => triggered({}, `incident-${i}`))).state;
  const [open] = tellDigest(many.workspace, digestOf(many, at(1)), { language: 'fr', now: at(1) }).sections;
  expect(open?.lines).toHaveLength(22);
  expect(open?.lines.at(-1)).toBe('… et 5 autres.');
});
