import { Command, Option } from 'commander';
import { severities } from '../../../shared/log/severity.ts';
import { answering, type Answer, type CommonFlags } from '../answer.ts';
import { CliError, found, misused } from '../cli-error.ts';
import { adminToken, integrationKey, relayUrl } from '../connection.ts';
import type { Io } from '../io.ts';
import { Enqueued, IncidentList, Recorded, type IncidentRecord } from '../relay-answers.ts';
import { operatorClient, RelayClient } from '../relay-client.ts';
import { recordedAnswer } from './answer-incident.ts';
import { nextText, whoText } from './incidents.ts';
import { alertDetailsOf, detailsOf, withDetails, type DetailFlags } from './trigger-details.ts';

interface TriggerFlags extends CommonFlags, DetailFlags {
  service?: string;
  integration?: string;
  title: string;
  severity: string;
  test?: boolean;
  key?: string;
  dedupKey?: string;
  source?: string;
}

/** `trigger`: page somebody, by hand or as a monitor would. */
export function triggerCommand(io: Io): Command {
  const command = new Command('trigger')
    .summary('trigger an incident: whoever is on call is paged')
    .description('Triggers an incident, so that whoever is on call for the service is paged.')
    .optionsGroup('What is wrong:')
    .requiredOption('--title <text>', 'what is wrong, in one line')
    .addOption(new Option('--severity <severity>', 'how bad it is').choices(severities).default('critical'))
    .option('--service <id>', 'the service that is broken, by its id in the workspace')
    .option('--source <name>', 'the machine it is about')
    .option('--test', 'mark it as a test; it pages all the same');
  return withDetails(command)
    .optionsGroup('As a monitor would (POST /v2/enqueue):')
    .option('--integration <name>', 'the integration to send an alert through, instead of --service')
    .option('--key <key>', 'its key, where the relay’s data folder is not at hand')
    .option('--dedup-key <key>', 'alerts with the same key join one incident')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell trigger --service checkout --title "Checkout is down"\n  watchbell trigger --integration monitoring --severity warning --title "Disk 80 % full"',
    )
    .action(answering(io, async (flags: TriggerFlags) => (isByAlert(io, flags) ? sendAlert(io, flags) : openIncident(io, flags))));
}

function isByAlert(io: Io, { service, integration, key, test }: TriggerFlags): boolean {
  const byAlert = integration !== undefined || key !== undefined;
  if (byAlert === (service !== undefined)) {
    const message = byAlert
      ? 'An alert’s service is the integration’s, so --service cannot be given with it.'
      : 'It is not said which service is broken.';
    throw new CliError(
      misused,
      message,
      'Give either --service SERVICE or --integration NAME; both stand in the workspace ("export" shows it).',
    );
  }
  if (byAlert && test === true) {
    throw new CliError(
      misused,
      'An alert through an integration cannot be marked as a test.',
      `Use: ${io.invocation} trigger --service SERVICE --title TITLE --test`,
    );
  }
  return byAlert;
}

async function openIncident(io: Io, { title, severity, service, source, test, ...flags }: TriggerFlags): Promise<Answer> {
  const more = { ...(source === undefined ? {} : { source }), ...(test === true ? { test } : {}) };
  const body = { title, severity, service, ...more, ...detailsOf(io, flags) };
  const recorded = await operatorClient(io, flags)
    .post('/v1/incidents', body, Recorded)
    .catch((error: unknown) => {
      throw error instanceof CliError && error.more['status'] === 400
        ? new CliError(found, error.message, `See what the workspace holds with: ${io.invocation} export`, error.more)
        : error;
    });
  return recordedAnswer(io, `triggered; it ${whoText(recorded.incident)}`, recorded);
}

async function sendAlert(io: Io, flags: TriggerFlags): Promise<Answer> {
  const { integration = '', key, title, severity, source = 'watchbell', dedupKey } = flags;
  const { payload, event } = alertDetailsOf(flags);
  const url = relayUrl(io, flags);
  const body = {
    routing_key: key ?? integrationKey(io, flags, integration),
    event_action: 'trigger',
    ...(dedupKey === undefined ? {} : { dedup_key: dedupKey }),
    payload: { summary: title, source, severity, ...payload },
    ...event,
  };
  const accepted = await new RelayClient(url, undefined).post('/v2/enqueue', body, Enqueued);
  const incident = await incidentOf(io, flags, accepted.dedup_key);
  return {
    json: { ...accepted, ...(incident ? { incident } : {}) },
    text: (style) => {
      const next = incident && nextText(incident, io.now());
      return incident
        ? `${style.bold(`#${incident.number}`)}: ${style.green('alert accepted')}; it ${whoText(incident)}.${next === '' ? '' : ` Next: ${next}.`}`
        : `${style.green('Alert accepted')}, dedup key ${accepted.dedup_key}.`;
    },
  };
}

/** The incident an alert joined, where a token lets us look. */
async function incidentOf(io: Io, flags: TriggerFlags, dedupKey: string): Promise<IncidentRecord | undefined> {
  let token: string;
  try {
    token = adminToken(io, flags);
  } catch {
    return undefined;
  }
  const { incidents } = await new RelayClient(relayUrl(io, flags), token).get('/v1/incidents', IncidentList);
  const joined = incidents.filter((incident) => incident.dedupKey === dedupKey);
  return joined.length === 1 ? joined[0] : undefined;
}
