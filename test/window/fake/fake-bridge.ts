import type { Bridge, PushChannel, Pushes, RequestChannel } from '../../../shared/bridge/contract.ts';
import type { Desk, HandoffDraft, IncidentDetail } from '../../../shared/bridge/desk.ts';
import type { Form } from '../../../shared/form/form.ts';
import type { Explanation } from '../../../shared/explain/explanation.ts';
import type { PoliciesView } from '../../../shared/policy-view/policy-view.ts';
import type { WayView } from '../../../shared/workspace/way-view.ts';
import type { GivenWorkspace, ScheduleDesk } from './schedule-desk.ts';

/** What a fake main knows and answers. Plain data: it travels into the page as JSON. */
export interface Scenario {
  desk: Desk;
  details?: Record<string, IncidentDetail>;
  draft?: HandoffDraft;
  policies?: PoliciesView;
  form?: Form;
  /** How the person of the window is paged. */
  ways?: WayView;
  /** The schedules and the people in them; what the window asks of them is answered by main's own code outside the page. */
  workspace?: GivenWorkspace;
  /** What is explained, by whom it is asked about. */
  explanations?: Record<string, Explanation>;
  /** Channels that answer `{ ok: false }` with this sentence. */
  refuses?: Partial<Record<RequestChannel, string>>;
  /** Channels that never answer. */
  silent?: RequestChannel[];
  /** Channels whose request is rejected, as when main has died. */
  breaks?: RequestChannel[];
}

/** What a test can see of the fake and do with it, inside the page. */
export interface Fake {
  requests: { channel: RequestChannel; argument: unknown }[];
  desk: Desk;
  /** The notes played, by their pitch. */
  notes: number[];
  push<C extends PushChannel>(channel: C, message: Pushes[C]): void;
  /** Changes the desk and tells the window, as main does. */
  change(update: (desk: Desk) => void): void;
}

declare global {
  interface Window {
    watchbell: Bridge;
    fake: Fake;
    /** Main's schedules, outside the page. */
    askScheduleDesk?: ScheduleDesk;
  }
}

/** Puts a fake main behind `window.watchbell`. Runs in the page before its own code, so it may use nothing from outside itself. */
export function installFakeBridge(scenario: Scenario): void {
  const listeners = new Map<string, Set<(message: never) => void>>();
  const fake: Fake = {
    requests: [],
    notes: [],
    desk: scenario.desk,
    push: (channel, message) => {
      for (const listener of listeners.get(channel) ?? []) {
        listener(structuredClone(message) as never);
      }
    },
    change: (update) => {
      const desk = structuredClone(fake.desk);
      update(desk);
      const rank = (row: Desk['queue'][number]): number =>
        row.status === 'resolved' ? 4 : row.ringing === 'me' ? 0 : row.status === 'acknowledged' ? 3 : row.ringing === 'others' ? 1 : 2;
      desk.queue.sort((a, b) => rank(a) - rank(b));
      fake.desk = desk;
      fake.push('desk:changed', desk);
    },
  };

  const onRow = (argument: unknown, update: (row: Desk['queue'][number], desk: Desk) => void): void => {
    const { id } = argument as { id: string };
    fake.change((desk) => {
      const row = desk.queue.find((candidate) => candidate.id === id);
      if (row) {
        update(row, desk);
      }
    });
  };

  const effects: Partial<Record<RequestChannel, (argument: unknown) => void>> = {
    'incident:acknowledge': (argument) =>
      onRow(argument, (row, desk) => {
        Object.assign(row, {
          status: 'acknowledged',
          ringing: 'no',
          heldBy: desk.me,
          heldSince: Date.now(),
          next: undefined,
          asked: undefined,
          pending: row.pending + 1,
        });
      }),
    'incident:resolve': (argument) =>
      onRow(argument, (row, desk) => {
        Object.assign(row, {
          status: 'resolved',
          ringing: 'no',
          resolvedBy: desk.me,
          resolvedAt: Date.now(),
          next: undefined,
          pending: row.pending + 1,
        });
      }),
    'returned:dismiss': (argument) =>
      fake.change((desk) => {
        desk.returned = desk.returned.filter((item) => item.id !== (argument as { id: string }).id);
      }),
    'settings:set': (argument) =>
      fake.change((desk) => {
        for (const [key, value] of Object.entries(argument as object)) {
          Object.assign(desk, { [key]: value ?? undefined });
        }
      }),
  };

  // As its test ends nobody answers the page any more; main, when it is gone, says nothing either.
  const untilOver = async (answered: Promise<unknown> | undefined): Promise<unknown> => (await answered) ?? new Promise(() => undefined);

  const answer = (channel: RequestChannel, argument: unknown): unknown => {
    switch (channel) {
      case 'desk:get':
        return fake.desk;
      case 'incident:get': {
        const { id } = argument as { id: string };
        const row = fake.desk.queue.find((candidate) => candidate.id === id);
        const known = scenario.details?.[id];
        return row && { past: [], timeline: [], actions: [], roles: [], ...known, row };
      }
      case 'policies:get':
        return scenario.policies ?? { policies: [], catchAll: { targets: [], repeatEveryMs: 300_000 }, severities: [] };
      case 'ways:get':
        return scenario.ways;
      case 'form:get':
        return scenario.form ?? { fields: [] };
      case 'incident:explain': {
        const { person } = argument as { person: string };
        return scenario.explanations?.[person];
      }
      case 'handoff:draft':
        return scenario.draft;
      case 'schedules:get':
        return window.askScheduleDesk?.(channel, argument) ?? { schedules: [] };
      case 'noise:get':
        return (
          window.askScheduleDesk?.(channel, argument) ?? {
            silences: [],
            maintenance: [],
            rules: [],
            groupings: [],
            inhibitions: [],
            maySilence: true,
            mayEdit: fake.desk.me?.role !== 'responder',
          }
        );
      case 'noise:try':
        return window.askScheduleDesk?.(channel, argument);
      case 'noise:preview':
        return window.askScheduleDesk?.(channel, argument) ?? { open: 0, over: 0, newest: [] };
      case 'schedules:changes':
        return window.askScheduleDesk?.(channel, argument) ?? [];
      case 'schedules:propose': {
        const problem = scenario.refuses?.[channel];
        return problem === undefined ? untilOver(window.askScheduleDesk?.(channel, argument)) : { problem: { en: problem, fr: problem } };
      }
      case 'schedules:preview': {
        const problem = scenario.refuses?.[channel];
        return problem === undefined ? untilOver(window.askScheduleDesk?.(channel, argument)) : { problem };
      }
      default: {
        const refusal = scenario.refuses?.[channel];
        if (refusal !== undefined) {
          return { ok: false, message: refusal };
        }
        effects[channel]?.(argument);
        if (/^(schedules|leave|noise):/.test(channel) && window.askScheduleDesk) {
          return window.askScheduleDesk(channel, argument).then((result) => {
            fake.change((desk) => {
              desk.connection.pending += 1;
            });
            return result;
          });
        }
        return { ok: true };
      }
    }
  };

  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function startAndCount(this: OscillatorNode, when?: number): void {
    fake.notes.push(this.frequency.value);
    start.call(this, when);
  };

  window.fake = fake;
  window.watchbell = {
    request: (channel, argument) => {
      fake.requests.push({ channel, argument });
      if (scenario.silent?.includes(channel)) {
        return new Promise(() => {});
      }
      if (scenario.breaks?.includes(channel)) {
        return Promise.reject(new Error('Main does not answer.'));
      }
      return Promise.resolve(answer(channel, argument)).then((result) => structuredClone(result) as never);
    },
    subscribe: (channel, listener) => {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return () => known.delete(listener);
    },
  };
}
