import { expect, it } from 'vitest';
import { after, doWhatIsDue, person, policyOf, rulesOf, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { incidentAfter, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import type { Incident } from '../incident/incident.ts';
import { SECOND_MS } from '../time/instant.ts';
import { earlyAt } from './reach.ts';

const t0 = mondayNight;
const policy = policyOf([stepOf([person('ana'), person('bo')])]);
const begun = doWhatIsDue(incidentAfter([{ ...triggered(), recordedAt: t0 }]), rulesOf(policy), t0).incident;
type Reach = 'yes' | 'offline' | 'no-way';
const early = (reach: Record<string, Reach>, incident: Incident = begun) => {
  const found = earlyAt(incident, rulesOf(policy, { reach: (id) => reach[id] ?? 'yes' }));
  return found === undefined ? undefined : (found - t0) / SECOND_MS;
};
const told = (type: 'sent' | 'failed', who: string, incident: Incident = begun) =>
  after(
    incident,
    {
      type: `notification.${type}`,
      actor: { kind: 'person', id: who },
      body: { stepId: begun.path[0]?.stepId, person: who, page: 1, channel: 'desktop', reason: 'first' },
    },
    t0 + 1,
  );

it.each<[Reach, Reach, number | undefined]>([
  ['yes', 'yes', undefined],
  ['yes', 'no-way', undefined],
  ['offline', 'yes', undefined],
  ['offline', 'offline', 30],
  ['offline', 'no-way', 30],
  ['no-way', 'no-way', 5],
])('[ESC26] with one %s and the other %s goes on after %s s', (ana, bo, seconds) => {
  expect(early({ ana, bo })).toBe(seconds);
});

it('[ESC26] counts whose deliveries failed as out of reach, until one arrives', () => {
  expect(early({}, told('failed', 'ana'))).toBeUndefined();
  expect(early({ bo: 'offline' }, told('failed', 'ana'))).toBe(30);
  expect(early({}, told('failed', 'bo', told('failed', 'ana')))).toBe(5);
  expect(early({}, told('sent', 'ana', told('failed', 'bo', told('failed', 'ana'))))).toBeUndefined();
  expect(early({ ana: 'no-way', bo: 'no-way' }, told('sent', 'bo'))).toBeUndefined();
});

it('[ESC26] says nothing of a step that paged nobody, or before the first', () => {
  expect(early({ ana: 'no-way', bo: 'no-way' }, incidentAfter([triggered()]))).toBeUndefined();
  const nobody = doWhatIsDue(
    incidentAfter([triggered({ severity: 'info' })]),
    rulesOf(policy, { severity: 'info' }),
    t0 + SECOND_MS,
  ).incident;
  expect(nobody.path[0]?.outcome).toBe('suppressed');
  expect(early({ ana: 'no-way', bo: 'no-way' }, nobody)).toBeUndefined();
});

it('[ESC26] waits as long as anybody can be reached, whatever else is known', () => {
  const reach = fc.constantFrom<Reach>('yes', 'offline', 'no-way');
  const events = fc.array(fc.tuple(fc.constantFrom('sent' as const, 'failed' as const), fc.constantFrom('ana', 'bo')), { maxLength: 6 });
  fc.assert(
    fc.property(reach, reach, events, (ana, bo, happened) => {
      const incident = happened.reduce((before, [type, who]) => told(type, who, before), begun);
      const reached = (who: string, how: Reach) =>
        happened.some(([type, whom]) => type === 'sent' && whom === who) || (how === 'yes' && !happened.some(([, whom]) => whom === who));
      expect(early({ ana, bo }, incident) === undefined).toBe(reached('ana', ana) || reached('bo', bo));
    }),
  );
});
