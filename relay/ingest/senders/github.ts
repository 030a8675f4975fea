import { z } from 'zod';
import { beginningOf } from '../../../shared/log/beginning.ts';
import { fitAlert, fitChange } from '../../../shared/alert/fit.ts';
import { nothing, read, slimAround, text, textIfAny, unplaced, type Parsed, type Sent } from './sender.ts';

const repository = z.looseObject({ full_name: text, html_url: textIfAny, default_branch: textIfAny });
const person = z.looseObject({ login: textIfAny }).nullish().catch(undefined);

const WorkflowRun = z.looseObject({
  action: text,
  repository,
  sender: person,
  workflow_run: z.looseObject({
    name: textIfAny,
    workflow_id: textIfAny,
    head_branch: textIfAny,
    head_sha: textIfAny,
    conclusion: textIfAny,
    html_url: textIfAny,
    run_number: textIfAny,
    run_attempt: textIfAny,
    event: textIfAny,
    display_title: textIfAny,
    updated_at: textIfAny,
    head_repository: z.looseObject({ full_name: textIfAny }).nullish().catch(undefined),
  }),
});
const CheckSuite = z.looseObject({
  action: text,
  repository,
  sender: person,
  check_suite: z.looseObject({
    head_branch: textIfAny,
    conclusion: textIfAny,
    updated_at: textIfAny,
    app: z.looseObject({ slug: textIfAny, name: textIfAny }).nullish().catch(undefined),
  }),
});
const deployment = z.looseObject({
  environment: textIfAny,
  ref: textIfAny,
  sha: textIfAny,
  task: textIfAny,
  description: textIfAny,
  created_at: textIfAny,
});
const Deployment = z.looseObject({ repository, sender: person, deployment });
const DeploymentStatus = z.looseObject({
  repository,
  sender: person,
  deployment,
  deployment_status: z.looseObject({
    state: text,
    description: textIfAny,
    environment_url: textIfAny,
    log_url: textIfAny,
    target_url: textIfAny,
    created_at: textIfAny,
  }),
});
const Release = z.looseObject({
  action: text,
  repository,
  sender: person,
  release: z.looseObject({
    tag_name: text,
    name: textIfAny,
    html_url: textIfAny,
    published_at: textIfAny,
    prerelease: z.boolean().catch(false),
  }),
});
const commit = z.looseObject({ id: textIfAny, message: textIfAny, timestamp: textIfAny, url: textIfAny });
const Push = z.looseObject({
  repository,
  sender: person,
  ref: text,
  compare: textIfAny,
  deleted: z.boolean().catch(false),
  forced: z.boolean().catch(false),
  head_commit: commit.nullish().catch(undefined),
  commits: z.array(commit).catch([]),
});

/**
 * Reads a webhook of GitHub (B2): a workflow, or another app's checks, that fail on a branch trigger and their next success there
 * resolves; deployments, releases and pushes to the default branch are changes, which notify nobody.
 */
export function parseGitHub({ body, headers }: Sent): Parsed {
  const event = headers['x-github-event'];
  switch (event) {
    case 'ping':
      return nothing('GitHub reaches this relay; the webhook works.');
    case 'workflow_run':
      return read(WorkflowRun, body, workflowRun);
    case 'check_suite':
      return read(CheckSuite, body, checkSuite);
    case 'deployment':
      return read(Deployment, body, deploymentBegins);
    case 'deployment_status':
      return read(DeploymentStatus, body, deploymentStatus);
    case 'release':
      return read(Release, body, release);
    case 'push':
      return read(Push, body, push);
    case undefined:
      return { errors: ['X-GitHub-Event: is missing; this address is for webhooks of GitHub'] };
    default:
      return nothing(`Of GitHub's ${String(event)} nothing is made; choose workflow runs, check suites, deployments, releases and pushes.`);
  }
}

const mostMessages = 20;

const failed: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure']);

function workflowRun(data: z.infer<typeof WorkflowRun>): Parsed {
  const { action, repository: of, sender, workflow_run: run } = data;
  const { name = 'Workflow', head_branch: branch = '', conclusion = '', head_repository: from } = run;
  const isFailed = failed.has(conclusion);
  if (action !== 'completed' || (!isFailed && conclusion !== 'success')) {
    return nothing(`The workflow is ${action}${conclusion === '' ? '' : `, ${conclusion}`}; only a failure or a success counts.`);
  }
  // The main branch of a fork is not this repository's.
  const fork = from?.full_name === undefined || from.full_name === of.full_name ? undefined : from.full_name;
  const where = fork === undefined ? branch : `${fork}:${branch}`;
  const { html_url, updated_at } = run;
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: isFailed ? 'trigger' : 'resolve',
        dedupKey: `github/${of.full_name}/${run.workflow_id ?? name}/${where}`,
        summary: `${name} ${isFailed ? 'failed' : 'succeeded'} on ${where} of ${of.full_name}`,
        source: of.full_name,
        severity: of.default_branch === undefined || where === of.default_branch ? 'error' : 'warning',
        class: name,
        occurredAt: updated_at,
        known: { reporter: sender?.login },
        labels: { repository: of.full_name, branch: where, workflow: name },
        details: detailsOf(data, 'workflow_run', { name, head_branch: branch, html_url, updated_at, head_repository: from }),
        links: [{ href: html_url, text: 'Run' }],
        client: 'GitHub',
        clientUrl: of.html_url,
      }),
    ],
  };
}

function checkSuite(data: z.infer<typeof CheckSuite>): Parsed {
  const { action, repository: of, sender, check_suite: suite } = data;
  const { head_branch: branch = '', conclusion = '', updated_at, app } = suite;
  const name = app?.name ?? app?.slug ?? 'Checks';
  if (app?.slug === 'github-actions') {
    return nothing('Of checks by GitHub Actions the workflow run tells more; choose workflow runs.');
  }
  const isFailed = failed.has(conclusion);
  if (action !== 'completed' || (!isFailed && conclusion !== 'success')) {
    return nothing(`The checks are ${action}${conclusion === '' ? '' : `, ${conclusion}`}; only a failure or a success counts.`);
  }
  const where = branch === '' ? 'a commit' : branch;
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: isFailed ? 'trigger' : 'resolve',
        dedupKey: `github/${of.full_name}/checks/${app?.slug ?? name}/${branch}`,
        summary: `${name} ${isFailed ? 'failed' : 'succeeded'} on ${where} of ${of.full_name}`,
        source: of.full_name,
        severity: of.default_branch === undefined || branch === of.default_branch ? 'error' : 'warning',
        class: name,
        occurredAt: updated_at,
        known: { reporter: sender?.login },
        labels: { repository: of.full_name, branch, app: app?.slug },
        details: detailsOf(data, 'check_suite', { head_branch: branch, updated_at }),
        links: [{ href: of.html_url && branch ? `${of.html_url}/commits/${encodeURI(branch)}` : of.html_url, text: 'Commits' }],
        client: 'GitHub',
        clientUrl: of.html_url,
      }),
    ],
  };
}

function deploymentBegins(data: z.infer<typeof Deployment>): Parsed {
  const { repository: of, deployment: what } = data;
  const { environment, ref, sha, created_at } = what;
  return change({
    summary: `Deployment of ${refOf(ref, sha)} to ${environment ?? 'an environment'} begins`,
    source: of.full_name,
    at: created_at,
    links: [{ href: of.html_url, text: of.full_name }],
    details: detailsOf(data, 'deployment', { created_at }),
  });
}

function deploymentStatus(data: z.infer<typeof DeploymentStatus>): Parsed {
  const { repository: of, deployment: what, deployment_status: status } = data;
  const { state, environment_url, log_url, target_url, created_at } = status;
  const words: Readonly<Record<string, string>> = {
    success: 'was deployed to',
    failure: 'could not be deployed to',
    error: 'could not be deployed to',
  };
  const said = words[state];
  if (said === undefined) {
    return nothing(`A deployment that is ${state} is no news; success, failure and error are.`);
  }
  return change({
    summary: `${refOf(what.ref, what.sha)} ${said} ${what.environment ?? 'an environment'}`,
    source: of.full_name,
    at: created_at,
    links: [
      { href: log_url || target_url, text: 'Log' },
      { href: environment_url, text: what.environment ?? 'Environment' },
    ],
    details: detailsOf(data, 'deployment_status', { environment_url, log_url, target_url, created_at }),
  });
}

function release(data: z.infer<typeof Release>): Parsed {
  const { action, repository: of, release: what } = data;
  if (action !== 'published') {
    return nothing(`A release that is ${action} is no news; one that is published is.`);
  }
  const { tag_name, name, html_url, published_at } = what;
  return change({
    summary: `${of.full_name} ${tag_name} was released${name && name !== tag_name ? `: ${name}` : ''}`,
    source: of.full_name,
    at: published_at,
    links: [{ href: html_url, text: tag_name }],
    details: detailsOf(data, 'release', { name, html_url, published_at }),
  });
}

function push(data: z.infer<typeof Push>): Parsed {
  const { repository: of, ref, compare, deleted, head_commit, commits } = data;
  const branch = ref.replace(/^refs\/heads\//, '');
  if (ref !== `refs/heads/${of.default_branch ?? ''}` || deleted) {
    return nothing(`${ref} is not the default branch; only pushes there are changes.`);
  }
  const [first = ''] = (head_commit?.message ?? '').split('\n');
  return change({
    summary: `${of.full_name} ${branch}: ${first || `${commits.length} ${commits.length === 1 ? 'commit' : 'commits'}`}`,
    source: of.full_name,
    at: head_commit?.timestamp,
    links: [{ href: compare || head_commit?.url || of.html_url, text: 'What changed' }],
    details: {
      ...detailsOf({ ...data, compare: null, deleted: null }, 'head_commit', { url: compare, timestamp: head_commit?.timestamp }),
      commits: commits.length,
      messages: commits.slice(0, mostMessages).map(({ message = '' }) => message.split('\n')[0]),
    },
  });
}

/** What else a body tells, but for what names its repository and who is behind it: those are said by name. */
function detailsOf(data: { sender?: z.infer<typeof person>; [name: string]: unknown }, name: string, inner: Record<string, unknown>) {
  const { sender } = data;
  const around = slimAround(data, name, { repository: '', sender: sender?.login, action: '' }, inner);
  return { ...unplaced({ by: sender?.login }, {}), ...around };
}

function change(draft: Parameters<typeof fitChange>[0]): Parsed {
  return { alerts: [], changes: [fitChange(draft)] };
}

function refOf(ref: string | undefined, sha: string | undefined): string {
  const short = sha === undefined ? undefined : beginningOf(sha, 7);
  return ref === undefined || ref === sha ? (short ?? 'Something') : short === undefined ? ref : `${ref} (${short})`;
}
