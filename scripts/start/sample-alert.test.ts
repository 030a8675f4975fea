import { expect, it } from 'vitest';
import { curlCommand, monitoringKey, sampleAlert } from './sample-alert.ts';

it('writes a command that can be pasted into a shell', () => {
  const command = curlCommand('http://127.0.0.1:7420', 'KEY');
  const body = /-d '([^']+)'$/.exec(command)?.[1] ?? '';
  expect(command).toMatch(/^curl -sS http:\/\/127\.0\.0\.1:7420\/v2\/enqueue /);
  expect(JSON.parse(body)).toMatchObject({ routing_key: 'KEY', event_action: 'trigger' });
});

it('sends a critical alert', () => {
  expect(sampleAlert('KEY')).toMatchObject({ routing_key: 'KEY', payload: { severity: 'critical' } });
});

it('prefers the key made for monitors', () => {
  expect(monitoringKey({ alertmanager: 'A', monitoring: 'M' })).toBe('M');
  expect(monitoringKey({ alertmanager: 'A' })).toBe('A');
  expect(() => monitoringKey({})).toThrow('no integration');
});
