import type { Instant } from '../time/instant.ts';
import type { Happening } from './scenario.ts';

/** A line of what a simulation showed: a step of the path, the pages of it one person heard, a room that opened, or what somebody did. */
export interface SimulatedStep {
  at: Instant;
  incident: number;
  what: 'step' | 'pages' | 'called' | 'acknowledged' | 'resolved' | 'escalated' | 'lapsed' | 'room';
  level?: number | undefined;
  people: string[];
  channels: string[];
  pages: number;
  why: string;
  outcome?: string | undefined;
}

interface Fired {
  position: { level: number };
  targets: string[];
  channels?: string[];
  room?: string;
  outcome: string;
  reason: string;
}

const told: Readonly<Record<string, SimulatedStep['what']>> = {
  'step.fired': 'step',
  'incident.responders-added': 'called',
  'incident.acknowledged': 'acknowledged',
  'incident.resolved': 'resolved',
  'incident.escalated': 'escalated',
  'incident.unacknowledged': 'lapsed',
  'incident.room-opened': 'room',
};

/** What a simulation showed, short enough to read: the repeats of a page are one line, where it was first heard. */
export function stepsOf(happenings: readonly Happening[]): SimulatedStep[] {
  const steps: SimulatedStep[] = [];
  const heard = new Map<string, SimulatedStep>();
  for (const happening of happenings) {
    const { at, incident } = happening;
    if (happening.kind === 'page') {
      const key = `${incident} ${happening.person}`;
      const before = happening.page > 1 ? heard.get(key) : undefined;
      if (before) {
        before.pages += 1;
      } else {
        const line: SimulatedStep = {
          at,
          incident,
          what: 'pages',
          people: [happening.person],
          channels: [],
          pages: 1,
          why: happening.reason,
        };
        heard.set(key, line);
        steps.push(line);
      }
      continue;
    }
    const what = told[happening.type];
    if (what === undefined) {
      continue;
    }
    const { position, targets, channels, room, outcome, reason } = happening.body as unknown as Partial<Fired>;
    const people =
      targets ?? (happening.body['people'] as string[] | undefined) ?? (happening.actor === undefined ? [] : [happening.actor]);
    steps.push({
      at,
      incident,
      what,
      level: position?.level,
      people,
      channels: channels ?? (room === undefined ? [] : [room]),
      pages: 0,
      why: reason ?? '',
      outcome,
    });
  }
  return steps;
}
