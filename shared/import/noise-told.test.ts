import { expect, it } from 'vitest';
import { imported, type SourceName } from '../../test/harness/imports.ts';
import type { Json } from './json.ts';

const receivers = [
  { name: 'all', email_configs: [{ to: 'x' }] },
  { name: 'db', email_configs: [{ to: 'y' }] },
];
const told = (source: SourceName, content: object, path: string) =>
  imported(source, [{ path: 'all.json', values: [content as Json] }]).report.entries.find((entry) => entry.path === path);

it('[IMP11] keeps what no form here says as data, and says it in words, with why', () => {
  const config = {
    route: { receiver: 'all', routes: [{ receiver: 'db', matchers: ['team="db"'], mute_time_intervals: ['year-end'] }] },
    receivers,
    time_intervals: [{ name: 'year-end', time_intervals: [{ months: ['december'], days_of_month: ['24:31'] }] }],
  };
  expect(told('alertmanager', config, 'config[0].time_intervals[0]')).toMatchObject({
    outcome: 'not-converted',
    said: [
      'It cannot be said, or not all of it: it depends on days of month and months, and hours come again every week here. What it says: the times "year-end" are on days 24:31 in december in UTC.',
    ],
    rules: [{ kind: 'interval', name: 'year-end' }],
  });
  expect(told('alertmanager', config, 'config[0].route.routes[0]')).toMatchObject({
    outcome: 'approximated',
    said: expect.arrayContaining([expect.stringMatching(/^It is muted during year-end, and pages here at those times: /)]) as string[],
    rules: [{ kind: 'muting', scope: 'route to db', intervals: ['year-end'], only: false }],
  });
});

it.each([
  ['severity=~"(?=x)"', 'not one RE2 reads'],
  ['host=~".{900}"', 'too much work'],
  ['host', 'not matchers'],
])('[IMP11] takes no alert by a route whose matchers, %s, cannot be asked', (matchers, why) => {
  const config = { route: { receiver: 'all', routes: [{ receiver: 'db', matchers: [matchers] }] }, receivers };
  const entry = told('alertmanager', config, 'config[0].route.routes[0]');
  expect(entry).toMatchObject({ outcome: 'not-converted' });
  expect(entry?.said?.[0]).toContain(why);
  const { definitions } = imported('alertmanager', [{ path: 'all.json', values: [config] }]);
  expect(definitions?.['routing-rule']).toEqual([]);
});

it('[IMP11] tells the very text of a template that no condition says', () => {
  const template = '{{ payload.labels.team | regex_match("db.*") }}';
  const entry = told(
    'grafana-oncall',
    {
      integrations: [{ id: 'I', name: 'Edge', type: 'alertmanager', default_route: { id: 'D' } }],
      routes: [{ id: 'R', integration_id: 'I', position: 0, routing_type: 'jinja2', routing_regex: template }],
    },
    'routes[0]',
  );
  expect(entry?.outcome).toBe('not-converted');
  expect(entry?.said?.[0]).toContain(template);
});
