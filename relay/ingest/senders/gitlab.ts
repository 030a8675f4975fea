import { z } from 'zod';
import { fitAlert, fitChange } from '../../../shared/alert/fit.ts';
import { textOf } from '../../../shared/alert/json-path.ts';
import { isoText, nothing, read, slim, slimAround, text, textIfAny, unplaced, type Parsed, type Sent } from './sender.ts';

const project = z.looseObject({ path_with_namespace: text, web_url: textIfAny, default_branch: textIfAny });
const user = z.looseObject({ username: textIfAny, name: textIfAny }).nullish().catch(undefined);

const Pipeline = z.looseObject({
  project,
  user,
  object_attributes: z.looseObject({
    id: text,
    ref: textIfAny,
    tag: z.boolean().catch(false),
    sha: textIfAny,
    source: textIfAny,
    status: text,
    name: textIfAny,
    url: textIfAny,
    finished_at: textIfAny,
    duration: z.number().nullish().catch(undefined),
  }),
  builds: z.array(z.looseObject({ name: textIfAny, status: textIfAny, allow_failure: z.boolean().catch(false) })).catch([]),
});
const Job = z.looseObject({
  ref: textIfAny,
  build_id: text,
  build_name: textIfAny,
  build_stage: textIfAny,
  build_status: text,
  build_finished_at: textIfAny,
  build_allow_failure: z.boolean().catch(false),
  project_name: textIfAny,
  user,
  repository: z.looseObject({ homepage: textIfAny }).nullish().catch(undefined),
  project: z.looseObject({ path_with_namespace: textIfAny, web_url: textIfAny, default_branch: textIfAny }).nullish().catch(undefined),
});
const Deployment = z.looseObject({
  project,
  user,
  status: text,
  status_changed_at: textIfAny,
  deployable_url: textIfAny,
  environment: textIfAny,
  environment_external_url: textIfAny,
  short_sha: textIfAny,
  ref: textIfAny,
  commit_title: textIfAny,
  commit_url: textIfAny,
});
const Release = z.looseObject({ project, action: text, tag: text, name: textIfAny, url: textIfAny, released_at: textIfAny });
const Push = z.looseObject({
  project,
  user_username: textIfAny,
  ref: text,
  after: textIfAny,
  total_commits_count: z.number().catch(0),
  commits: z.array(z.looseObject({ title: textIfAny, message: textIfAny, timestamp: textIfAny, url: textIfAny })).catch([]),
});

/**
 * Reads a webhook of GitLab (B2): a pipeline or job that fails on a branch triggers and its next success there resolves; deployments,
 * releases and pushes to the default branch are changes, which notify nobody.
 */
export function parseGitLab({ body }: Sent): Parsed {
  const { object_kind: kind } = (typeof body === 'object' && body !== null ? body : {}) as { object_kind?: unknown };
  switch (kind) {
    case 'pipeline':
      return read(Pipeline, body, pipeline);
    case 'build':
      return read(Job, body, job);
    case 'deployment':
      return read(Deployment, body, deployment);
    case 'release':
      return read(Release, body, release);
    case 'push':
      return read(Push, body, push);
    case undefined:
      return { errors: ['object_kind: is missing; this address is for webhooks of GitLab'] };
    default:
      return nothing(`Of GitLab's ${textOf(kind)} nothing is made; choose pipeline or job, deployment, release and push events.`);
  }
}

function pipeline(data: z.infer<typeof Pipeline>): Parsed {
  const { project: of, user: by, object_attributes: run, builds } = data;
  const { id, ref = '', source, status, name, url, finished_at } = run;
  if (status !== 'failed' && status !== 'success') {
    return nothing(`The pipeline is ${status}; only failed and success count.`);
  }
  const isFailed = status === 'failed';
  const jobs = builds.filter((build) => build.status === 'failed' && !build.allow_failure).map((build) => build.name ?? 'a job');
  const what = name ?? 'Pipeline';
  // A merge request's pipeline says nothing about the branch it would go to.
  const where = source === 'merge_request_event' ? `${ref} (merge request)` : ref;
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: isFailed ? 'trigger' : 'resolve',
        dedupKey: `gitlab/${of.path_with_namespace}/${name ?? ''}/${where}`,
        summary: `${what} ${isFailed ? 'failed' : 'succeeded'} on ${where} of ${of.path_with_namespace}${jobs.length === 0 ? '' : `: ${jobs.join(', ')}`}`,
        source: of.path_with_namespace,
        severity: of.default_branch === undefined || where === of.default_branch ? 'error' : 'warning',
        class: what,
        occurredAt: isoText(finished_at),
        known: { reporter: by?.username },
        labels: { project: of.path_with_namespace, branch: where },
        details: {
          ...slimAround(
            data,
            'object_attributes',
            { project: '', user: by?.username, object_kind: '', builds: '' },
            { ref, name, url, finished_at },
          ),
          ...(jobs.length === 0 ? {} : { jobs }),
        },
        links: [{ href: url ?? (of.web_url && `${of.web_url}/-/pipelines/${id}`), text: 'Pipeline' }],
        client: 'GitLab',
        clientUrl: of.web_url,
      }),
    ],
  };
}

/** The path of a project: older versions of GitLab tell only the address of its page. */
function pathOf({ project: of, repository, project_name }: z.infer<typeof Job>): string {
  const page = repository?.homepage;
  return of?.path_with_namespace ?? (page && URL.canParse(page) ? new URL(page).pathname.slice(1) : (project_name ?? 'a project'));
}

function job(data: z.infer<typeof Job>): Parsed {
  const { ref = '', build_id, build_name: name = 'Job', build_stage, build_status: status, build_finished_at, user: by } = data;
  if (status !== 'failed' && status !== 'success') {
    return nothing(`The job is ${status}; only failed and success count.`);
  }
  if (status === 'failed' && data.build_allow_failure) {
    return nothing(`The job ${name} may fail.`);
  }
  const isFailed = status === 'failed';
  const path = pathOf(data);
  const page = data.project?.web_url ?? data.repository?.homepage;
  const branch = data.project?.default_branch;
  const placed = {
    object_kind: '',
    ref,
    build_name: data.build_name,
    build_stage,
    build_finished_at,
    user: by?.username,
    project: data.project?.path_with_namespace,
  };
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: isFailed ? 'trigger' : 'resolve',
        dedupKey: `gitlab/${path}/job/${name}/${ref}`,
        summary: `${name} ${isFailed ? 'failed' : 'succeeded'} on ${ref} of ${path}`,
        source: path,
        severity: branch === undefined || ref === branch ? 'error' : 'warning',
        class: name,
        component: build_stage,
        occurredAt: isoText(build_finished_at),
        known: { reporter: by?.username },
        labels: { project: path, branch: ref },
        details: slim(unplaced(data, placed)),
        links: [{ href: page && `${page}/-/jobs/${build_id}`, text: 'Job' }],
        client: 'GitLab',
        clientUrl: page,
      }),
    ],
  };
}

const deploymentWords: Readonly<Record<string, string>> = {
  running: 'is being deployed to',
  success: 'was deployed to',
  failed: 'could not be deployed to',
  canceled: 'was not deployed after all to',
};

function deployment(data: z.infer<typeof Deployment>): Parsed {
  const {
    project: of,
    user: by,
    status,
    status_changed_at,
    deployable_url,
    environment,
    environment_external_url,
    short_sha,
    ref,
    commit_title,
    commit_url,
  } = data;
  const placed = {
    object_kind: '',
    project: '',
    user: by?.username,
    status_changed_at,
    deployable_url,
    environment_external_url,
    commit_url,
    commit_title,
  };
  const said = deploymentWords[status];
  if (said === undefined) {
    return nothing(`A deployment that is ${status} is no news.`);
  }
  return change({
    summary: `${[ref, short_sha && `(${short_sha})`].filter(Boolean).join(' ') || of.path_with_namespace} ${said} ${environment ?? 'an environment'}`,
    source: of.path_with_namespace,
    at: isoText(status_changed_at),
    links: [
      { href: deployable_url, text: 'Job' },
      { href: commit_url, text: commit_title ?? 'Commit' },
      { href: environment_external_url, text: environment },
    ],
    details: { ...unplaced({ by: by?.username }, {}), ...slim(unplaced(data, placed)) },
  });
}

function release(data: z.infer<typeof Release>): Parsed {
  const { project: of, action, tag, name, url, released_at } = data;
  if (action !== 'create') {
    return nothing(`A release that is ${action} is no news; a new one is.`);
  }
  return change({
    summary: `${of.path_with_namespace} ${tag} was released${name && name !== tag ? `: ${name}` : ''}`,
    source: of.path_with_namespace,
    at: isoText(released_at),
    links: [{ href: url, text: tag }],
    details: slim(unplaced(data, { object_kind: '', project: '', action, name, url, released_at })),
  });
}

function push(data: z.infer<typeof Push>): Parsed {
  const { project: of, ref, after, total_commits_count: count, commits } = data;
  if (ref !== `refs/heads/${of.default_branch ?? ''}` || /^0+$/.test(after ?? '')) {
    return nothing(`${ref} is not the default branch; only pushes there are changes.`);
  }
  const last = commits.at(-1);
  const [first = ''] = (last?.title ?? last?.message ?? '').split('\n');
  return change({
    summary: `${of.path_with_namespace} ${of.default_branch ?? ''}: ${first || `${count} commits`}`,
    source: of.path_with_namespace,
    at: isoText(last?.timestamp),
    links: [{ href: last?.url, text: 'What changed' }],
    details: slim(unplaced(data, { object_kind: '', project: '', commits: '' })),
  });
}

function change(draft: Parameters<typeof fitChange>[0]): Parsed {
  return { alerts: [], changes: [fitChange(draft)] };
}
