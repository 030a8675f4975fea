import { expect, it } from 'vitest';
import { rulesOf, policyOf, person, stepOf } from '../../test/harness/engine.ts';
import { acknowledged, incidentAfter, triggered } from '../../test/harness/folding.ts';
import { callFor } from '../escalation/calling.ts';
import { decide } from '../escalation/decide.ts';
import type { Incident } from './incident.ts';
import { upcastIncident } from './upcast.ts';

/** An incident as the first version kept it. */
function asFirstKept(incident: Incident): Parameters<typeof upcastIncident>[0] {
  const { known: _1, roles: _2, insteadOf: _3, calls: _4, answers: _5, rulesDone: _6, delivered: _7, undelivered: _8, ...rest } = incident;
  const { actions: _9, blockedBy: _10, statusSince: _11, ...first } = rest;
  return first;
}

it('[LOG11] goes on with an incident that an earlier version kept', () => {
  const rules = rulesOf(policyOf([stepOf([person('ana')])]));
  for (const incident of [incidentAfter([triggered()]), incidentAfter([triggered(), acknowledged(1)])]) {
    const read = upcastIncident(asFirstKept(incident));
    expect(decide(read, rules, incident.lastEventAt)).toEqual(decide(incident, rules, incident.lastEventAt));
    expect(callFor(read, 'ana')).toEqual(callFor(incident, 'ana'));
    expect(upcastIncident(incident)).toEqual(incident);
  }
});
