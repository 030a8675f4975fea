import { expect, it } from 'vitest';
import type { Alert } from '../../shared/alert/alert.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { emptyWorkspace } from '../../shared/workspace/workspace.ts';
import { evidenceOf } from './incident-evidence.ts';

const log = (text: string) => ({ name: 'a.log', type: 'text/plain' as const, text });
const alert = (dedupKey: string, summary: string, attachments?: Alert['attachments']) =>
  ({ action: 'trigger', dedupKey, summary, source: '', severity: 'error', attachments }) as Alert;
const event = (type: string, body: object) => ({ type, body }) as unknown as Event;
const incident = (change: Partial<Incident>) => change as Incident;

it('[NSE38] gathers what was attached by hand and by each alert, and what is said again once', () => {
  const history = [
    event('incident.triggered', { attachments: [log('by hand')], alert: alert('a', 'A', [log('first')]) }),
    event('incident.alerted', { alert: alert('a', 'A', [log('first')]) }),
    event('incident.alerted', { alert: alert('a', 'A', [log('second')]) }),
  ];
  expect(evidenceOf(emptyWorkspace(), incident({}), history).attachments).toEqual([log('by hand'), log('first'), log('second')]);
  expect(evidenceOf(emptyWorkspace(), incident({}), []).attachments).toBeUndefined();
});

it('[NSE39] names the problems it collects by what their alerts last said, those that go on first', () => {
  const history = [event('incident.triggered', { alert: alert('a', 'A') }), event('incident.alerted', { alert: alert('b', 'B is down') })];
  const members = [
    { dedupKey: 'a', isOver: true },
    { dedupKey: 'b', isOver: false },
    { dedupKey: 'c', isOver: false },
  ];
  expect(evidenceOf(emptyWorkspace(), incident({ members }), history).members).toEqual([
    { key: 'b', title: 'B is down', isOver: false },
    { key: 'c', title: 'c', isOver: false },
    { key: 'a', title: 'A', isOver: true },
  ]);
});

it('[NSE39] reads what rules decided, also of one that is not there any more', () => {
  const routed = [{ rule: 'gone', revision: 1, set: ['severity', 'service: unknown old-7'] }];
  expect(evidenceOf(emptyWorkspace(), incident({ routed }), []).routed).toEqual([
    { rule: 'gone', decided: [{ what: 'severity' }, { what: 'service', left: 'unknown', named: 'old-7' }] },
  ]);
});
