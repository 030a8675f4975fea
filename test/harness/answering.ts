import { onTestFinished } from 'vitest';
import { answerKey } from '../../relay/answer/answer-key.ts';
import { AnswerLinks } from '../../relay/answer/answer-links.ts';
import { UsedAnswers } from '../../relay/answer/used-answers.ts';
import type { Ledger } from '../../relay/log/ledger.ts';
import type { AnswerAction } from '../../shared/answer/standing.ts';
import { mondayNight } from './entries.ts';
import { relaySurface } from './relay-surface.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Where the relays of these tests are reached. */
export const publicUrl = 'https://pages.example.org';

/** Everything a relay with a public address serves, with links to answer by, one incident that rings for Ana, and what one does in a browser. */
export async function answerSurface() {
  const folder = temporaryFolder();
  const clock = { nowMs: mondayNight };
  const now = () => clock.nowMs;
  const troubles: string[] = [];
  const onTrouble = (message: string) => void troubles.push(message);
  // The log is made with the surface, and the links ask for it only when they are used.
  const late: { ledger?: Ledger } = {};
  const state = () => {
    if (!late.ledger) {
      throw new Error('The log is not there yet.');
    }
    return late.ledger.state;
  };
  const fresh = () =>
    new AnswerLinks({ key: answerKey(folder, onTrouble), used: new UsedAnswers(folder, now, onTrouble), state, now, publicUrl });
  const links = fresh();
  const surface = await relaySurface({ answers: { links, publicUrl }, now });
  late.ledger = surface.ledger;
  onTestFinished(async () => surface.server.close());
  const { log, server, ledger } = surface;
  const passes = (ms: number) => {
    clock.nowMs += ms;
    log.nowMs += ms;
  };
  const incident = log.trigger();
  const write = async (type: string, body: Record<string, unknown>, person?: string) => {
    const entity = { kind: 'incident' as const, id: incident };
    await ledger.write({ type, entity, body }, person === undefined ? { kind: 'engine' } : { kind: 'person', id: person }).durable;
  };
  await ledger.settled();
  const tokenFor = (person = 'ana', epoch = 1) => links.tokenFor({ incident, epoch, person }) ?? '';
  const get = async (token: string, headers: Record<string, string> = {}) => server.inject({ method: 'GET', url: `/a/${token}`, headers });
  const post = async (token: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url: `/a/${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams(fields).toString(),
    });
  /** Opens the page and presses a button on it, as a browser does. */
  const press = async (token: string, action: AnswerAction, headers: Record<string, string> = {}) => {
    const form = /name="form" value="([^"]+)"/.exec((await get(token, headers)).body)?.[1] ?? '';
    return post(token, { form, action }, headers);
  };
  const standing = () => ledger.state.incidents.get(incident);
  return { ...surface, folder, troubles, links, fresh, passes, incident, write, tokenFor, get, post, press, standing };
}
