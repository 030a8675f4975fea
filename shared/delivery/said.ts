import { placesIn, factText, filledBy } from '../routing/template.ts';
import { stageOf } from '../escalation/channel.ts';
import { isForOutside } from '../escalation/open-rooms.ts';
import type { Incident } from '../incident/incident.ts';
import type { Audience } from '../incident/telling-events.ts';
import { bridgeOf } from '../workspace/bridge-of.ts';
import { factsOf } from '../workspace/facts.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';
import type { Delivery } from './delivery.ts';
import { severalLines, type MessageLanguage } from './message.ts';
import { messageWords } from './words.ts';

/** What somebody said of an incident, as its audience reads it; `by` is who said it, by name. */
export interface Said {
  audience: Audience;
  text: string;
  by?: string | undefined;
  /** Why it was turned down. */
  reason?: string | undefined;
}

const longestText = 10_000;

/** The words a room's delivery brings, in the template of their audience; undefined for one that brings none. */
export function saidIn(
  workspace: Workspace,
  incident: Incident,
  { stepId }: Pick<Delivery, 'stepId'>,
  language: MessageLanguage,
): Said | undefined {
  const post = incident.posts?.find(({ id }) => id === stepId);
  const action = incident.actions.find(({ id }) => id === stepId);
  const said = post ?? action;
  if (!said) {
    return undefined;
  }
  const audience = post?.audience ?? 'customers';
  const by = said.by === undefined ? undefined : nameOf(workspace, 'person', said.by);
  // A decision is in its own words whoever reads it, and what the status page or somebody outside is told as it is proposed.
  const isWorded = post ? post.kind !== 'decision' : action?.kind === 'customer-update';
  const text = isWorded ? worded(workspace, incident, { audience, update: said.text, by }, language) : said.text;
  return { audience, text: severalLines(text, longestText), by, reason: action?.rejection?.reason };
}

/** The words that wait for somebody's approval, as they would go out; undefined when none do. What else waits is read in Watchbell. */
export function awaitedFrom(workspace: Workspace, incident: Incident, person: string, language: MessageLanguage): Said | undefined {
  const [first, ...others] = incident.actions
    .filter(({ kind, status, asked }) => status === 'waiting' && isForOutside(kind) && asked.includes(person))
    .flatMap(({ id }) => saidIn(workspace, incident, { stepId: id }, language) ?? []);
  return first && { ...first, text: severalLines([first, ...others].map(({ text }) => text).join('\n\n'), longestText) };
}

/** An update in the words of its audience's template: as it was written when the workspace has none. */
export function worded(
  workspace: Workspace,
  incident: Incident,
  { audience, update, by }: { audience: Audience; update: string; by?: string | undefined },
  language: MessageLanguage,
): string {
  const template = find(workspace, 'organisation', 'organisation')?.updates?.[audience];
  if (template === undefined) {
    return update;
  }
  const words = messageWords(language);
  const facts = placesIn(template).length === 0 ? {} : factsOf(workspace, incident, () => 0);
  const own: Readonly<Record<string, string>> = {
    update,
    number: String(incident.number),
    by: by ?? '',
    bridge: bridgeOf(workspace, incident) ?? '',
    service: nameOf(workspace, 'service', incident.service),
    severity: words.severity[incident.severity],
    status: words.status[incident.status],
    stage: words.stage[stageOf(incident)],
  };
  return filledBy(template, (name) => own[name] ?? factText(facts, name));
}
