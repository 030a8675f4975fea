import { expect, it } from 'vitest';
import { mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, ana, folded, triggered } from '../../test/harness/folding.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import { decide } from '../escalation/decide.ts';
import { factsOfDecision } from '../escalation/decision.ts';
import type { Event } from '../log/envelope.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import { MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import { explain } from './explain.ts';
import { tellExplanation } from './sentences.ts';

const t0 = mondayNight;
const time = (at: number) => `+${(at - t0) / SECOND_MS}s`;

/** An incident on a workspace, its engine run up to each instant at which something happens to it. */
class Told {
  readonly state: State;
  readonly history: Event[] = [];

  constructor(workspace: string, body: Record<string, unknown> = {}) {
    this.state = stateWith(workspace);
    this.happens({ ...triggered(body), recordedAt: t0 });
  }

  get incident() {
    const found = this.state.incidents.get('incident-1');
    if (!found) {
      throw new Error('The incident is not there.');
    }
    return found;
  }

  happens(sketch: EventSketch): this {
    this.history.push(...folded([sketch], this.state).events);
    return this.runs(sketch.recordedAt ?? t0);
  }

  runs(until: number): this {
    for (let i = 0; i < 50; i += 1) {
      const decision = decide(this.incident, rulesFor(this.state, this.incident), until);
      if (!decision || decision.kind === 'wake') {
        return this;
      }
      const facts = factsOfDecision(decision, 'incident-1');
      this.history.push(
        ...folded(
          facts.map((fact) => ({ ...fact, recordedAt: until })),
          this.state,
        ).events,
      );
    }
    throw new Error('The engine goes in circles.');
  }

  says(person: string, language: 'en' | 'fr' = 'en'): string[] {
    return tellExplanation(explain(this.state, this.incident, this.history, person), language, time).because;
  }
}

it('[EXP1] says by which step and through which schedule somebody was paged, in both languages', () => {
  const told = new Told(sample);
  expect(told.says('ana')).toEqual(['Ana Lima was paged at +0s by level 1 (Payments primary): the incident began. 0 pages shown.']);
  expect(told.says('ana', 'fr')).toEqual([
    'Ana Lima a été appelé à +0s par le niveau 1 (Payments primary) : l’incident a commencé. 0 appel affiché.',
  ]);
  expect(explain(told.state, told.incident, told.history, 'ana')).toMatchObject({ wasPaged: true, person: { name: 'Ana Lima' } });
});

it('[EXP1] counts the pages that were shown and those that failed', () => {
  const told = new Told(sample);
  const stepId = told.incident.path[0]?.stepId;
  const page = (type: string, n: number): EventSketch => ({
    type,
    body: { stepId, person: 'ana', page: n, channel: 'desktop', reason: 'first' },
    actor: ana,
    recordedAt: t0 + n,
  });
  told.happens(page('notification.sent', 1)).happens(page('notification.sent', 2)).happens(page('notification.failed', 3));
  expect(told.says('ana')[0]).toMatch(/2 pages shown, 1 failed\.$/);
});

it('[EXP1] says why somebody was not paged: not reached, not their turn, not on the path', () => {
  const together = sample
    .replace('people: [ana]', 'people: [ana, bo]')
    .replace('notify: [schedule:payments-backup]', 'notify: [person:ana]');
  const told = new Told(together, {});
  const others = new Set(['ana', 'bo'].filter((person) => !told.incident.path[0]?.targets.includes(person)));
  const [other = ''] = others;
  expect(told.says(other)[0]).toMatch(/was not paged by level 1: .+ was on call for Payments primary then\.$/);
  expect(told.says('lea')).toEqual(['Léa Martin stands on level 3; the path came as far as level 1.']);
  const onlyAna = new Told(
    sample.replace('    - notify: [person:lea]', '    - notify: [person:ana]').replaceAll('[schedule:payments-backup]', '[person:ana]'),
  );
  expect(onlyAna.says('bo')).toEqual(['Bo Svensson was not paged: nothing in the policy Payments around the clock leads to them.']);
  expect(onlyAna.says('zoe')).toEqual(['There is nobody called zoe in the workspace.']);
});

it('[EXP1] says who was left out and why, which step was passed over, and what a severity that pages nobody does', () => {
  const away = sample.replace(
    '    email: ana@example.org',
    '    email: ana@example.org\n    timeOff: [{ from: 2026-11-01T00:00:00Z, until: 2026-12-01T00:00:00Z }]',
  );
  expect(new Told(away).says('ana')).toEqual(['Ana Lima was left out of level 1 at +0s: on leave.']);
  const conditional = sample.replace(
    '- notify: [schedule:payments-primary]',
    '- notify: [schedule:payments-primary]\n        when: { field: vip, is: true }',
  );
  expect(new Told(conditional).says('ana')).toEqual(['Ana Lima was not paged by level 1: its condition did not hold.']);
  expect(new Told(sample, { severity: 'info' }).says('ana')).toEqual([
    'Nobody was paged: incidents of severity information wait in the queue.',
  ]);
});

it('[EXP1] says who asked somebody to help', () => {
  const told = new Told(sample);
  told.happens({ type: 'incident.responders-added', body: { people: ['lea'], via: 'window' }, actor: ana, recordedAt: t0 + MINUTE_MS });
  expect(told.says('lea')).toEqual(['Léa Martin was asked to help by Ana Lima at +60s.']);
});

it('[EXP2] tells each step and what comes next, held or not', () => {
  const told = new Told(sample);
  const tell = () => tellExplanation(explain(told.state, told.incident, told.history), 'en', time);
  expect(tell()).toEqual({
    because: [],
    steps: ['+0s: level 1 paged Ana Lima: the incident began.'],
    next: 'Next: at +120s, level 2 pages Bo Svensson, unless somebody acknowledges before.',
  });
  told.happens({ ...acknowledged(1), recordedAt: t0 + MINUTE_MS });
  expect(tell().next).toBe('Ana Lima has it. Unless it is resolved before, it rings again at +1860s.');
  told.happens({
    type: 'incident.snoozed',
    body: { epoch: 1, durationMs: MINUTE_MS, via: 'window' },
    actor: ana,
    recordedAt: t0 + 2 * MINUTE_MS,
  });
  expect(tell().next).toBe('Ana Lima has it. It sleeps until +180s, then it rings again.');
  told.happens({ type: 'incident.resolved', body: { epoch: 1, via: 'window' }, actor: ana, recordedAt: t0 + 2.5 * MINUTE_MS });
  expect(tell().next).toBe('It is resolved; nothing comes next.');
});
