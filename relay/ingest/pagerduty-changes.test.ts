import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Change } from '../../shared/alert/change.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { fc } from '../../test/harness/properties.ts';
import { parseChange } from './pagerduty-changes.ts';

const full = JSON.parse(readFileSync(new URL('../../test/fixtures/pagerduty/change.json', import.meta.url), 'utf8')) as {
  routing_key: string;
  payload: Record<string, unknown>;
};
const key = full.routing_key;

it('[ALR35] reads a change event as PagerDuty documents it', () => {
  expect(parseChange(full)).toEqual({
    routingKey: key,
    change: {
      summary: 'Checkout 4.18.2 deployed to production',
      source: 'deploy-pipeline',
      at: Date.parse('2026-11-23T01:41:07.318Z'),
      links: [
        { href: 'https://ci.example.org/deploys/9182', text: 'Deploy 9182' },
        { href: 'https://git.example.org/checkout/compare/4.18.1...4.18.2' },
      ],
      details: { build_state: 'passed', build_number: '9182', run_time: '113s' },
    },
  });
});

it('[ALR35] needs a summary alone, and loses nothing it cannot use', () => {
  expect(parseChange({ routing_key: key, payload: { summary: 'x' } })).toEqual({ routingKey: key, change: { summary: 'x' } });
  const odd = {
    routing_key: key,
    images: [{ src: 'x' }],
    links: [{ href: 'ftp://x' }, 7],
    payload: { summary: 'x', timestamp: 'yesterday', source: 7, custom_details: 'text', team: 'shop' },
  };
  expect(parseChange(odd)).toEqual({
    routingKey: key,
    change: {
      summary: 'x',
      details: {
        details: 'text',
        other: { images: [{ src: 'x' }], links: [{ href: 'ftp://x' }, 7], team: 'shop', timestamp: 'yesterday' },
      },
    },
  });
});

it('[ALR35] says all that is wrong in the incumbent’s words', () => {
  expect(parseChange({})).toEqual({ errors: ["'routing_key' is missing or blank", "'payload' is missing or blank"] });
  expect(parseChange({ routing_key: 'short', payload: { summary: '' } })).toEqual({
    errors: ["'routing_key' must be a string of 32 characters", "'payload.summary' is missing or blank"],
  });
});

it('[ALR9] gives the log only changes it can carry', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3000 }),
      fc.json(),
      fc.string({ maxLength: 2000 }),
      (summary, json, source) => {
        const read = parseChange({
          routing_key: key,
          payload: { summary, source, timestamp: source, custom_details: JSON.parse(json) as unknown },
        });
        expect('errors' in read || Change.safeParse(JSON.parse(canonicalJson(read.change))).success).toBe(true);
      },
    ),
  );
});
