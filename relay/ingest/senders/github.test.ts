import { expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/log/canonical.ts';
import { parseIso } from '../../../shared/time/instant.ts';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { parseGitHub } from './github.ts';

const from = (event: string) => ({ headers: { 'x-github-event': event } });
const changeOf = (event: string, name = event) => madeOf(parseGitHub, sentBody(`github/${name}`), from(event)).changes;

it('[ALR20] rings for a workflow that fails on a branch, and resolves at its next success there', () => {
  const failure = alertOf(parseGitHub, sentBody('github/workflow-run-failure'), from('workflow_run'));
  expect(failure).toEqual({
    action: 'trigger',
    dedupKey: 'github/shop/checkout/77/main',
    summary: 'Nightly failed on main of shop/checkout',
    source: 'shop/checkout',
    severity: 'error',
    class: 'Nightly',
    occurredAt: '2026-11-23T02:40:00Z',
    known: { reporter: 'ana-lima' },
    labels: { repository: 'shop/checkout', branch: 'main', workflow: 'Nightly' },
    details: {
      by: 'ana-lima',
      workflow: { id: 77, name: 'Nightly' },
      workflow_run: expect.objectContaining({
        conclusion: 'failure',
        head_sha: '4f1c2d3e5a6b7c8d9e0f',
        event: 'schedule',
        path: '.github/workflows/nightly.yml',
      }) as object,
    },
    links: [{ href: 'https://github.com/shop/checkout/actions/runs/901', text: 'Run' }],
    client: 'GitHub',
    clientUrl: 'https://github.com/shop/checkout',
  });
  const success = alertOf(parseGitHub, sentBody('github/workflow-run-success'), from('workflow_run'));
  expect(success).toMatchObject({ action: 'resolve', dedupKey: failure.dedupKey });
});

it('[ALR20] takes a fork’s main branch for another, another branch for less grave, and a run that ended otherwise for nothing', () => {
  const body = sentBody('github/workflow-run-failure') as { workflow_run: object };
  const run = (more: object) => ({ ...body, workflow_run: { ...body.workflow_run, ...more } });
  const fork = alertOf(
    parseGitHub,
    run({ head_repository: { full_name: 'mallory/checkout' }, conclusion: 'success' }),
    from('workflow_run'),
  );
  expect(fork.dedupKey).toBe('github/shop/checkout/77/mallory/checkout:main');
  expect(alertOf(parseGitHub, run({ head_branch: 'try' }), from('workflow_run')).severity).toBe('warning');
  for (const conclusion of ['cancelled', 'skipped', 'neutral', null]) {
    expect(madeOf(parseGitHub, run({ conclusion }), from('workflow_run')).alerts).toEqual([]);
  }
  expect(madeOf(parseGitHub, { ...body, action: 'requested' }, from('workflow_run')).alerts).toEqual([]);
});

it('[ALR20] tells deployments, releases and pushes to the default branch as changes', () => {
  expect(changeOf('deployment')).toMatchObject([{ summary: 'Deployment of main (4f1c2d3) to production begins', source: 'shop/checkout' }]);
  expect(changeOf('deployment_status', 'deployment-status')).toEqual([
    {
      summary: 'main (4f1c2d3) was deployed to production',
      source: 'shop/checkout',
      at: parseIso('2026-11-23T02:25:00Z'),
      links: [
        { href: 'https://github.com/shop/checkout/actions/runs/900', text: 'Log' },
        { href: 'https://shop.example.org', text: 'production' },
      ],
      details: {
        by: 'ana-lima',
        deployment: expect.objectContaining({ environment: 'production', task: 'deploy' }) as object,
        deployment_status: { id: 66, state: 'success', environment: 'production' },
      },
    },
  ]);
  expect(changeOf('release')).toMatchObject([{ summary: 'shop/checkout v4.2.0 was released: Faster checkout' }]);
  expect(changeOf('push')).toMatchObject([
    {
      summary: 'shop/checkout main: Charge in whole cents',
      at: parseIso('2026-11-23T02:05:00Z'),
      links: [{ href: 'https://github.com/shop/checkout/compare/0a1b2c...4f1c2d', text: 'What changed' }],
    },
  ]);
  expect(madeOf(parseGitHub, { ...sentBody('github/push'), ref: 'refs/heads/try' }, from('push')).changes).toEqual([]);
});

it('[ALR20] answers a ping, says what to choose for other events, and refuses what is not GitHub’s', () => {
  expect(madeOf(parseGitHub, sentBody('github/ping'), from('ping'))).toMatchObject({
    alerts: [],
    changes: [],
    ignored: expect.stringContaining('works') as string,
  });
  expect(madeOf(parseGitHub, {}, from('star')).ignored).toContain('choose workflow runs');
  expect(errorsOf(parseGitHub, {})).toHaveLength(1);
  expect(errorsOf(parseGitHub, {}, from('workflow_run'))).not.toEqual([]);
});

it('[ALR41] rings for the checks of another app than GitHub’s own, which workflow runs tell of', () => {
  const body = sentBody('github/check-suite-failure') as { check_suite: object };
  const failure = alertOf(parseGitHub, body, from('check_suite'));
  expect(failure).toMatchObject({
    action: 'trigger',
    dedupKey: 'github/shop/checkout/checks/example-ci/main',
    summary: 'Example CI failed on main of shop/checkout',
    severity: 'error',
    labels: { branch: 'main', app: 'example-ci' },
    links: [{ href: 'https://github.com/shop/checkout/commits/main', text: 'Commits' }],
    details: { check_suite: { conclusion: 'timed_out', latest_check_runs_count: 3 } },
  });
  expect(alertOf(parseGitHub, sentBody('github/check-suite-success'), from('check_suite'))).toMatchObject({
    action: 'resolve',
    dedupKey: failure.dedupKey,
  });
  const suite = (more: object) =>
    madeOf(parseGitHub, { ...body, check_suite: { ...body.check_suite, ...more } }, from('check_suite')).alerts;
  expect(suite({ app: { slug: 'github-actions', name: 'GitHub Actions' } })).toEqual([]);
  expect(suite({ conclusion: 'neutral' })).toEqual([]);
  expect(suite({ head_branch: null, app: null })).toMatchObject([
    { summary: 'Checks failed on a commit of shop/checkout', severity: 'warning' },
  ]);
});

it('[ALR41] reads what a run, deployment, release or push may lack or have besides', () => {
  expect(alertOf(parseGitHub, sentBody('github/workflow-run-of-a-pull-request'), from('workflow_run'))).toMatchObject({
    severity: 'warning',
    labels: { branch: 'faster' },
    details: { workflow_run: { pull_requests: [{ number: 12 }], run_attempt: '2' } },
  });
  expect(changeOf('deployment_status', 'deployment-status-failure')).toMatchObject([
    { summary: 'main (4f1c2d3) could not be deployed to production', links: [{ href: 'https://ci.example.org/901', text: 'Log' }] },
  ]);
  expect(changeOf('release', 'prerelease')).toMatchObject([
    {
      summary: 'shop/checkout v5.0.0-rc.1 was released',
      details: { release: { prerelease: true, assets: [{ name: 'checkout.tar.gz' }] } },
    },
  ]);
  expect(changeOf('push', 'push-forced-without-head')).toMatchObject([
    {
      summary: 'shop/checkout main: 2 commits',
      links: [{ href: 'https://github.com/shop/checkout', text: 'What changed' }],
      details: { forced: true, commits: 2, messages: ['Charge in whole cents', 'Second'] },
    },
  ]);
});

it('[ALR20] cuts what stands for a commit between two characters: what was changed can always be written', () => {
  const body = sentBody('github/deployment-status') as { deployment: object };
  for (const sha of ['😀'.repeat(20), `a${'😀'.repeat(20)}`]) {
    const { changes } = madeOf(parseGitHub, { ...body, deployment: { ...body.deployment, sha } }, from('deployment_status'));
    expect(changes).toHaveLength(1);
    expect(() => canonicalJson(changes)).not.toThrow();
  }
});
