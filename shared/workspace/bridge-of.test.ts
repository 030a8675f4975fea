import { expect, it } from 'vitest';
import { folded, triggered } from '../../test/harness/folding.ts';
import { shop } from '../../test/harness/shop.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { bridgeOf } from './bridge-of.ts';

const workspace = (bridge?: string) => stateWith(shop({ steps: [{ notify: ['person:ana'] }] }, { organisation: { bridge } })).workspace;
const incident = { id: 'i/1?', number: 42, service: 'check out&' };

it('[COM13] fills in the workspace’s bridge, each place as part of an address', () => {
  expect(bridgeOf(workspace(), incident)).toBeUndefined();
  expect(bridgeOf(workspace('https://meet.example.org/{{number}}'), incident)).toBe('https://meet.example.org/42');
  expect(bridgeOf(workspace('https://meet.example.org/{{service}}/{{id}}'), incident)).toBe(
    'https://meet.example.org/check%20out%26/i%2F1%3F',
  );
});

it('[COM13] prefers the one set by hand, and shows no address that is not https, whoever wrote it', () => {
  const usual = workspace('https://meet.example.org/{{number}}');
  expect(bridgeOf(usual, { ...incident, bridge: 'https://call.example.org/x' })).toBe('https://call.example.org/x');
  expect(bridgeOf(usual, { ...incident, bridge: 'javascript:alert(1)' })).toBeUndefined();
});

it('[COM13] is set for one incident, and taken back', () => {
  const set = (url: string | null) => ({ type: 'incident.bridge-set', body: { url } });
  const { verdicts, state } = folded([triggered(), set('https://call.example.org/x'), set('https://call.example.org/x')]);
  expect(verdicts).toEqual(['applied', 'applied', 'noop']);
  expect(state.incidents.get('incident-1')?.bridge).toBe('https://call.example.org/x');
  expect(folded([triggered(), set('https://a.example.org/'), set(null)]).state.incidents.get('incident-1')?.bridge).toBeUndefined();
});
