import { expect, it } from 'vitest';
import { parseIso } from '../../../shared/time/instant.ts';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { parseGitLab } from './gitlab.ts';

it('[ALR20] rings for a pipeline that fails on a branch, with the jobs that did, and resolves at its next success there', () => {
  const failed = alertOf(parseGitLab, sentBody('gitlab/pipeline-failed'));
  expect(failed).toMatchObject({
    action: 'trigger',
    summary: 'Pipeline failed on main of shop/checkout: unit',
    source: 'shop/checkout',
    severity: 'error',
    occurredAt: '2026-11-23T02:26:29Z',
    known: { reporter: 'ana' },
    labels: { project: 'shop/checkout', branch: 'main' },
    details: { object_attributes: { sha: 'bcbb5ec396a2c0f828686f14fac9b80b780504f2', source: 'push', duration: 63 }, jobs: ['unit'] },
    links: [{ href: 'https://gitlab.example.org/shop/checkout/-/pipelines/31', text: 'Pipeline' }],
  });
  expect(alertOf(parseGitLab, sentBody('gitlab/pipeline-success'))).toMatchObject({ action: 'resolve', dedupKey: failed.dedupKey });
  const running = sentBody('gitlab/pipeline-failed') as { object_attributes: object };
  const attributes = (more: object) => ({ ...running, object_attributes: { ...running.object_attributes, ...more } });
  expect(madeOf(parseGitLab, attributes({ status: 'running' })).alerts).toEqual([]);
  expect(alertOf(parseGitLab, attributes({ source: 'merge_request_event' })).dedupKey).not.toBe(failed.dedupKey);
});

it('[ALR20] tells deployments, releases and pushes to the default branch as changes', () => {
  const changes = (name: string) => madeOf(parseGitLab, sentBody(`gitlab/${name}`)).changes;
  expect(changes('deployment')).toMatchObject([
    {
      summary: 'main (279484c0) was deployed to production',
      at: parseIso('2026-11-23T02:28:35Z'),
      links: [
        { href: 'https://gitlab.example.org/shop/checkout/-/jobs/796', text: 'Job' },
        { href: 'https://gitlab.example.org/shop/checkout/-/commit/279484c0', text: 'Charge in whole cents' },
        { href: 'https://shop.example.org', text: 'production' },
      ],
      details: { by: 'ana', environment: 'production' },
    },
  ]);
  expect(changes('release')).toMatchObject([{ summary: 'shop/checkout v4.2.0 was released', at: parseIso('2026-11-23T02:25:19Z') }]);
  expect(changes('push')).toMatchObject([{ summary: 'shop/checkout main: Charge in whole cents' }]);
  expect(madeOf(parseGitLab, { ...sentBody('gitlab/push'), ref: 'refs/heads/try' }).changes).toEqual([]);
});

it('[ALR20] says what to choose for other events, and refuses what is not GitLab’s', () => {
  expect(madeOf(parseGitLab, { object_kind: 'wiki_page' }).ignored).toContain('choose pipeline');
  expect(errorsOf(parseGitLab, null)).toHaveLength(1);
  expect(errorsOf(parseGitLab, { object_kind: 'pipeline' })).not.toEqual([]);
});

it('[ALR41] rings for a job that fails on a branch and resolves at its next success there, also of an older version', () => {
  const failure = alertOf(parseGitLab, sentBody('gitlab/job-failed'));
  expect(failure).toMatchObject({
    action: 'trigger',
    dedupKey: 'gitlab/shop/checkout/job/e2e/main',
    summary: 'e2e failed on main of shop/checkout',
    severity: 'error',
    component: 'test',
    occurredAt: '2026-11-23T02:39:00Z',
    details: { build_failure_reason: 'script_failure', runner: { id: 3 }, environment: { name: 'staging' }, retries_count: 1 },
    links: [{ href: 'https://gitlab.example.org/shop/checkout/-/jobs/1977', text: 'Job' }],
  });
  expect(alertOf(parseGitLab, sentBody('gitlab/job-success-of-an-older-version'))).toMatchObject({
    action: 'resolve',
    dedupKey: failure.dedupKey,
  });
  const job = (more: object) => madeOf(parseGitLab, { ...sentBody('gitlab/job-failed'), ...more }).alerts;
  expect([job({ build_allow_failure: true }), job({ build_status: 'running' }), job({ build_status: 'canceled' })]).toEqual([[], [], []]);
});

it('[ALR41] reads a pipeline of a merge request and of another pipeline, and a deployment that failed', () => {
  expect(alertOf(parseGitLab, sentBody('gitlab/pipeline-of-a-merge-request'))).toMatchObject({
    summary: expect.stringMatching(/^Checks failed on faster \(merge request\) of shop\/checkout/) as string,
    severity: 'warning',
    details: { merge_request: { iid: 12 }, source_pipeline: { pipeline_id: 29 } },
  });
  expect(madeOf(parseGitLab, sentBody('gitlab/deployment-failed')).changes).toMatchObject([
    { summary: 'main (279484c0) could not be deployed to production', details: { environment_tier: 'production', deployable_id: 796 } },
  ]);
});
