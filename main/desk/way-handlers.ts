import type { CommandResult } from '../../shared/bridge/contract.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import { refusal } from '../../shared/state/judge.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { wayView, type RelayWays } from '../../shared/workspace/way-view.ts';
import type { Handlers } from '../bridge/handlers.ts';
import type { OwnWaysAnswer } from '../link/own-ways.ts';
import type { DeskService } from './desk.ts';

const unpaired: CommandResult = { ok: false, message: 'Pair this laptop with a relay first.' };
/** How long what the relay said is not asked again, unless something of it changed. */
const askAgainAfterMs = 30 * SECOND_MS;

/** Asks the relay; a test may answer in its place. */
export type AskOwnWays = (path?: '' | '/code' | '/confirm' | '/forget', body?: object) => Promise<OwnWaysAnswer>;

interface Known {
  person: string;
  /** What the log said of them when the relay was asked. */
  key: string;
  at: number;
  ways?: RelayWays | undefined;
}

/** Answers what the window asks of how its person is paged: to look at it, to set it, to test it, and to verify an address. */
export function wayHandlers(
  desk: Pick<DeskService, 'responder' | 'changed'> & { askOwnWays: AskOwnWays },
  resultOf: (event: Event | undefined) => CommandResult,
): Pick<Handlers, 'ways:get' | 'ways:set' | 'ways:test' | 'ways:code' | 'ways:confirm' | 'ways:forget'> {
  let known: Known | undefined;

  /** Makes a command of one's own ways unless the log would refuse it: then its author hears why at once. */
  const make = (type: 'paging.set' | 'way.test-asked', body: object): CommandResult => {
    const replica = desk.responder?.replica;
    if (!replica) {
      return unpaired;
    }
    const author = { type, entity: { kind: 'person' as const, id: replica.person }, body: { ...body } };
    const refused = refusal(replica.view, author, { kind: 'person', id: replica.person });
    return refused === undefined ? resultOf(replica.command(author.type, author.entity, author.body)) : { ok: false, message: refused };
  };

  /** Asks the relay anew when what it said is old or was about something else; the window hears of it by the next change of the desk. */
  const refresh = async (person: string, key: string, now: number): Promise<void> => {
    const isFresh = known?.person === person && known.key === key && now - known.at < askAgainAfterMs;
    if (isFresh) {
      return;
    }
    const before = known?.person === person ? known.ways : undefined;
    known = { person, key, at: now, ways: before };
    const answer = await desk.askOwnWays();
    const ways = 'ways' in answer ? answer.ways : before;
    if (known.person === person && canonicalOf(ways) !== canonicalOf(known.ways)) {
      known = { ...known, ways };
      desk.changed();
    }
  };

  const asked = async (path: '/code' | '/confirm' | '/forget', body: object): Promise<CommandResult> => {
    const { responder } = desk;
    if (!responder) {
      return unpaired;
    }
    const answer = await desk.askOwnWays(path, body);
    if ('problem' in answer) {
      return { ok: false, message: answer.problem };
    }
    known = { person: responder.replica.person, key: known?.key ?? '', at: responder.replica.now(), ways: answer.ways };
    desk.changed();
    return { ok: true };
  };

  return {
    'ways:get': async () => {
      const { responder } = desk;
      if (!responder) {
        return undefined;
      }
      const { replica, link } = responder;
      const me = replica.person;
      const isOnline = link.status.state === 'online';
      const entry = replica.view.workspace.entries.person.get(me);
      const key = canonicalOf([entry?.revision ?? 0, entry?.ways?.verified ?? {}]);
      if (isOnline) {
        void refresh(me, key, replica.now());
      }
      const isPending = replica.overlay.some(
        ({ kind, event }) => kind === 'pending' && event.type === 'paging.set' && event.entity.id === me,
      );
      return wayView(replica.view.workspace, me, {
        relay: known?.person === me ? known.ways : undefined,
        isPending,
        isOnline,
        now: replica.now(),
      });
    },
    'ways:set': async ({ pages, quietHours, own }) => make('paging.set', { pages, quietHours, own }),
    'ways:test': async () => {
      const replica = desk.responder?.replica;
      return replica && find(replica.view.workspace, 'person', replica.person) ? make('way.test-asked', {}) : unpaired;
    },
    'ways:code': async (wanted) => asked('/code', wanted),
    'ways:confirm': async (typed) => asked('/confirm', typed),
    'ways:forget': async (wanted) => asked('/forget', wanted),
  };
}

function canonicalOf(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value ?? null)));
}
