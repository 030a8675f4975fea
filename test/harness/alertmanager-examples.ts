import type { Labels } from './alertmanager-tree.ts';

/** A configuration of Alertmanager's, of the kinds its documentation shows, and alerts for every branch of it; what inhibits comes first. */
export interface AlertmanagerExample {
  name: string;
  config: { route: object; receivers: { name: string; webhook_configs: { url: string }[] }[]; inhibit_rules?: object[] };
  alerts: Labels[];
}

// It waits long before it tells anybody, so that it tells nobody while it is asked.
const waits = { group_wait: '1h', group_interval: '5m', repeat_interval: '3h' };
const tellingAll = (...names: string[]) => names.map((name) => ({ name, webhook_configs: [{ url: 'http://127.0.0.1:9/' }] }));

/** Every choice of one value of each label; undefined leaves the label away. */
function every(choices: Readonly<Record<string, readonly (string | undefined)[]>>): Labels[] {
  return Object.entries(choices).reduce<Labels[]>(
    (all, [name, values]) => values.flatMap((value) => all.map((labels) => (value === undefined ? labels : { ...labels, [name]: value }))),
    [{}],
  );
}

const criticalFirst = (alerts: Labels[]) =>
  alerts.toSorted((a, b) => Number(b['severity'] === 'critical') - Number(a['severity'] === 'critical'));

/** The example of its repository (`doc/examples/simple.yml`): teams with mails and pagers, a database's owners, and what is critical mutes warnings. */
const teams: AlertmanagerExample = {
  name: 'teams with mails and pagers',
  config: {
    route: {
      ...waits,
      group_by: ['alertname', 'cluster', 'service'],
      receiver: 'team-X-mails',
      routes: [
        {
          matchers: ['service=~"foo1|foo2|baz"'],
          receiver: 'team-X-mails',
          routes: [{ matchers: ['severity="critical"'], receiver: 'team-X-pager' }],
        },
        {
          matchers: ['service="files"'],
          receiver: 'team-Y-mails',
          routes: [{ matchers: ['severity="critical"'], receiver: 'team-Y-pager' }],
        },
        {
          matchers: ['service="database"'],
          receiver: 'team-DB-pager',
          group_by: ['alertname', 'cluster', 'database'],
          routes: [
            { matchers: ['owner="team-X"'], receiver: 'team-X-pager', continue: true },
            { matchers: ['owner="team-Y"'], receiver: 'team-Y-pager' },
          ],
        },
      ],
    },
    inhibit_rules: [
      { source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: ['alertname', 'cluster', 'service'] },
    ],
    receivers: tellingAll('team-X-mails', 'team-X-pager', 'team-Y-mails', 'team-Y-pager', 'team-DB-pager'),
  },
  alerts: criticalFirst([
    ...every({
      alertname: ['LatencyHigh', 'DiskFull'],
      cluster: ['A', 'B'],
      service: ['foo1', 'baz', 'files', 'other'],
      severity: ['critical', 'warning'],
    }),
    ...every({
      alertname: ['DiskFull'],
      cluster: ['C'],
      service: ['foo2', 'foo11'],
      severity: ['warning', undefined],
      instance: ['1', '2'],
    }),
    ...every({
      alertname: ['ReplicaLag'],
      service: ['database'],
      cluster: ['A', undefined],
      database: ['orders', 'users'],
      owner: ['team-X', 'team-Y', undefined],
      instance: ['1', '2'],
    }),
  ]),
};

/** The example of its page about the configuration: databases to their pager, the frontend grouped otherwise, and a service two receivers are told of. */
const pagers: AlertmanagerExample = {
  name: 'pagers by service and team',
  config: {
    route: {
      ...waits,
      receiver: 'default-receiver',
      group_by: ['cluster', 'alertname'],
      routes: [
        { receiver: 'database-pager', matchers: ['service=~"mysql|cassandra"'] },
        { receiver: 'frontend-pager', group_by: ['product', 'environment'], matchers: ['team="frontend"'] },
        { receiver: 'dev-pager', matchers: ['service="inhouse-service"'], continue: true },
        { receiver: 'on-call-pager', matchers: ['service="inhouse-service"'] },
      ],
    },
    receivers: tellingAll('default-receiver', 'database-pager', 'frontend-pager', 'dev-pager', 'on-call-pager'),
  },
  alerts: [
    ...every({
      alertname: ['Slow', 'Down'],
      cluster: ['one', 'two'],
      service: ['mysql', 'cassandra', 'inhouse-service', 'mail'],
      instance: ['a', 'b'],
    }),
    ...every({
      alertname: ['Slow', 'Down'],
      team: ['frontend'],
      product: ['shop', 'blog'],
      environment: ['prod', 'test', undefined],
      cluster: ['one', 'two'],
    }),
  ],
};

/** Its example of grouping: half of the instances of a service lose their database, and one page is to tell of them all. */
const partition: AlertmanagerExample = {
  name: 'one page for a network partition',
  config: { route: { ...waits, receiver: 'pager', group_by: ['cluster', 'alertname'] }, receivers: tellingAll('pager') },
  alerts: [
    ...Array.from({ length: 60 }, (_, i) => ({
      alertname: 'DatabaseUnreachable',
      cluster: i % 3 === 0 ? 'west' : 'east',
      instance: `web-${i}`,
    })),
    { alertname: 'QueueLong', cluster: 'east', instance: 'web-1' },
  ],
};

/** Its example of inhibition: a whole cluster cannot be reached, and all else about it is muted. */
const cluster: AlertmanagerExample = {
  name: 'an unreachable cluster mutes all else about it',
  config: {
    route: { ...waits, receiver: 'pager', group_by: ['alertname', 'cluster', 'instance'] },
    inhibit_rules: [
      { source_matchers: ['alertname="ClusterUnreachable"'], target_matchers: ['alertname!="ClusterUnreachable"'], equal: ['cluster'] },
    ],
    receivers: tellingAll('pager'),
  },
  alerts: [
    { alertname: 'ClusterUnreachable', cluster: 'east' },
    ...every({ alertname: ['Down', 'Slow'], cluster: ['east', 'west', undefined], instance: ['a', 'b', 'c'] }),
  ],
};

/** What it says of labels that neither side has, and of an alert that is on both sides of a rule. */
const edges: AlertmanagerExample = {
  name: 'labels neither has, and an alert on both sides',
  config: {
    route: { ...waits, receiver: 'pager', group_by: ['alertname', 'instance', 'role'] },
    inhibit_rules: [{ source_matchers: ['team="net"'], target_matchers: ['alertname=~"Link.*|Router"'], equal: ['site', 'floor'] }],
    receivers: tellingAll('pager'),
  },
  alerts: [
    { alertname: 'Router', team: 'net', instance: 'r1' },
    { alertname: 'Router', team: 'net', instance: 'r2' },
    { alertname: 'Gateway', team: 'net', instance: 'g1', site: 'paris' },
    ...every({ alertname: ['LinkDown', 'Fan'], site: ['paris', 'lyon', undefined], floor: ['1', undefined], instance: ['s1'] }),
    { alertname: 'Router', team: 'net', instance: 'r3', site: 'paris' },
  ],
};

/** Its example of labels of routes, as far as it chooses receivers and groups: links are told of by both of their ends. */
const links: AlertmanagerExample = {
  name: 'links by both of their ends',
  config: {
    route: {
      ...waits,
      receiver: 'default',
      group_by: ['alertname'],
      routes: [
        { matchers: ['service="database"'], receiver: 'dba', group_by: ['alertname', 'database'] },
        {
          matchers: ['link_a_device=~".+"', 'link_z_device=~".+"'],
          receiver: 'network',
          group_by: ['alertname', 'link_a_device', 'link_z_device'],
        },
      ],
    },
    receivers: tellingAll('default', 'dba', 'network'),
  },
  alerts: [
    ...every({ alertname: ['HighLatency', 'Down'], service: ['database'], database: ['orders', 'users'], instance: ['1', '2'] }),
    ...every({
      alertname: ['LinkLoss'],
      link_a_device: ['sw1', 'sw2', undefined],
      link_z_device: ['sw3', undefined],
      interface: ['a', 'b'],
    }),
  ],
};

export const alertmanagerExamples: readonly AlertmanagerExample[] = [teams, pagers, partition, cluster, edges, links];
