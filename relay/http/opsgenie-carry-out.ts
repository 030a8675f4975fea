import type { Incident } from '../../shared/incident/incident.ts';
import { draftCommand } from '../../shared/state/commands.ts';
import { all, find } from '../../shared/workspace/workspace.ts';
import { acceptAlerts } from '../ingest/intake.ts';
import type { ActionSurroundings, ParsedAction } from '../ingest/opsgenie-actions.ts';
import { untilDurable, type RelayContext } from './relay-context.ts';
import type { WrittenNotes } from './written-notes.ts';

type Action = Exclude<ParsedAction, { errors: object }>;

/** Does what an action asks, in one commit; says whether it was done, or why not. */
export async function carryOut(
  { ledger, newId }: RelayContext,
  notes: WrittenNotes,
  { integration, incident, key, parsed }: { integration: string; incident: Incident; key: string; parsed: Action },
): Promise<{ isSuccess: boolean; status: string }> {
  const actor = { kind: 'integration' as const, id: integration };
  const durable: Promise<unknown>[] = [];
  let why: string | undefined;
  if (parsed.alert !== undefined) {
    const { title: summary, severity } = incident;
    const source = String(incident.known['source'] ?? '');
    const alerts = acceptAlerts(ledger, integration, [{ action: parsed.alert, dedupKey: key, summary, source, severity }], newId);
    durable.push(alerts.then(([accepted]) => (why = accepted?.outcome === 'dropped' ? accepted.why : why)));
  }
  for (const { name, said } of parsed.commands) {
    const present = ledger.incident(incident.id) ?? incident;
    const draft = draftCommand(name, { incident: present, via: 'monitor', state: ledger.state }, said);
    if ('problem' in draft) {
      why = draft.problem;
    } else if (name === 'note') {
      durable.push(notes.write(integration, incident.id, String(draft.body['text'])));
    } else {
      const { event, durable: written } = ledger.write({ ...draft, entity: { kind: 'incident', id: incident.id } }, actor);
      durable.push(written);
      why = event.verdict === 'parked' ? event.why : why;
    }
  }
  if (parsed.note !== undefined) {
    durable.push(notes.write(integration, incident.id, parsed.note));
  }
  await untilDurable(Promise.all(durable));
  return { isSuccess: why === undefined, status: why ?? parsed.status };
}

/** How Opsgenie's names are looked up: people by address, id or name, a team by its name or id, policies likewise. */
export function workspaceOf({ ledger, contacts }: RelayContext): Omit<ActionSurroundings, 'now'> {
  const { workspace } = ledger.state;
  const same = (a: string | null | undefined, b: string | undefined) => !!a && a.toLowerCase() === b?.toLowerCase();
  return {
    people: ({ id, username, name, type }) => {
      if (type === 'team') {
        return all(workspace, 'team').find((team) => same(id, team.id) || same(name, team.name) || same(name, team.id))?.members;
      }
      const person = all(workspace, 'person').find(
        (each) => same(username, contacts.of(each)?.email) || same(username, each.id) || same(id, each.id) || same(name, each.name),
      );
      return person && [person.id];
    },
    policy: (named) => find(workspace, 'policy', named)?.id ?? all(workspace, 'policy').find((policy) => same(named, policy.name))?.id,
  };
}
