import { onTestFinished } from 'vitest';
import { answerKey } from '../../relay/answer/answer-key.ts';
import { AnswerLinks } from '../../relay/answer/answer-links.ts';
import { ReplySettings } from '../../relay/answer/reply-settings.ts';
import { UsedAnswers } from '../../relay/answer/used-answers.ts';
import { ContactBook } from '../../relay/access/contact-book.ts';
import type { Ledger } from '../../relay/log/ledger.ts';
import type { AnswerAction } from '../../shared/answer/standing.ts';
import { mondayNight } from './entries.ts';
import type { RelayContext } from '../../relay/http/relay-context.ts';
import type { RelayLog } from './relay-log.ts';
import { relaySurface } from './relay-surface.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Where the relays of these tests are reached. */
export const publicUrl = 'https://pages.example.org';

/** The telephones of the sample's people. */
export const phones = { ana: '+351912345678', bo: '+46701234567' };

/** Everything a relay with a public address serves, with links to answer by, one incident that rings for Ana, and what one does in a browser. */
export async function answerSurface(
  replies: object = {},
  more: (log: RelayLog, made: { folder: string; links: AnswerLinks; contacts: ContactBook }) => Partial<RelayContext> = () => ({}),
) {
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
  const used = new UsedAnswers(folder, now, onTrouble);
  const settings = ReplySettings.parse(replies);
  const told: { url: string; body: object }[] = [];
  const tell = async (url: string, body: object) => void told.push({ url, body });
  const fresh = () =>
    new AnswerLinks({ key: answerKey(folder, onTrouble), used: new UsedAnswers(folder, now, onTrouble), state, now, publicUrl });
  const links = new AnswerLinks({ key: answerKey(folder, onTrouble), used, state, now, publicUrl });
  const contacts = new ContactBook(folder);
  const surface = await relaySurface((log) => ({
    answers: { links, used, settings, publicUrl, tell, onTrouble },
    contacts,
    now,
    ...more(log, { folder, links, contacts }),
  }));
  late.ledger = surface.ledger;
  onTestFinished(async () => surface.server.close());
  const { log, server, ledger } = surface;
  const passes = (ms: number) => {
    clock.nowMs += ms;
    log.nowMs += ms;
  };
  for (const [id, phone] of Object.entries(phones)) {
    const definition = { ...ledger.state.workspace.entries.person.get(id)?.current, phone };
    ledger.write({ type: 'person.defined', entity: { kind: 'person', id }, body: { definition } }, { kind: 'admin' });
  }
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
  return {
    ...surface,
    folder,
    troubles,
    told,
    contacts,
    settings,
    links,
    fresh,
    passes,
    incident,
    write,
    tokenFor,
    get,
    post,
    press,
    standing,
  };
}
