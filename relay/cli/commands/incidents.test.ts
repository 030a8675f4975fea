import { expect, it } from 'vitest';
import { styleFor } from '../output/style.ts';
import type { IncidentRecord } from '../relay-answers.ts';
import { incidentTable, nextText, whoText } from './incidents.ts';

const now = Date.UTC(2026, 10, 23, 2, 0, 0);
const incident: IncidentRecord = {
  id: '1',
  number: 1,
  title: 'node1 is down',
  severity: 'critical',
  status: 'acknowledged',
  service: { id: 'checkout', name: 'Checkout' },
  level: 1,
  paged: [],
  triggeredAt: new Date(now).toISOString(),
  test: false,
};

it('says who acknowledged as exactly as it is known', () => {
  const at = { acknowledgedAt: new Date(now).toISOString() };
  expect(whoText({ ...incident, ...at, acknowledgedVia: 'monitor' })).toBe('its monitor');
  expect(whoText({ ...incident, ...at, acknowledgedVia: 'api' })).toBe('the operator');
  expect(whoText({ ...incident, ...at, acknowledgedVia: 'window', acknowledgedBy: { id: 'ana', name: 'Ana' } })).toBe('Ana');
});

it('says that what falls due this second comes now, not that it just came', () => {
  const next = (ms: number) => ({ kind: 'step', at: new Date(now + ms).toISOString(), people: [{ id: 'bo', name: 'Bo' }] });
  expect(nextText({ ...incident, next: next(-400) }, now)).toBe('Bo now');
  expect(nextText({ ...incident, next: next(5000) }, now)).toBe('Bo in 5 s');
});

it('says what keeps an incident quiet, and which incident stands for it', () => {
  const quiet = (suppression: IncidentRecord['suppression']) => whoText({ ...incident, status: 'suppressed', suppression });
  expect(quiet({ reason: 'silence', name: 'Disks' })).toBe('pages nobody: silence “Disks”');
  expect(quiet({ reason: 'storm', other: { number: 56 } })).toBe('pages nobody: storm, for #56');
});

it('says what stands behind a title', () => {
  const shown = (more: Partial<IncidentRecord>) => {
    const style = styleFor({}, {});
    return incidentTable([{ ...incident, ...more }], ['triggered'], { now, style, invocation: 'watchbell' });
  };
  expect(shown({ problems: [{ isOver: true }, { isOver: false }] })).toMatch(/node1 is down \(2 problems, 1 over\)/);
  expect(shown({ standsFor: 40 })).toMatch(/node1 is down \(stands for 40\)/);
  expect(shown({})).toMatch(/node1 is down +just now/);
});
