import { HttpSink } from './http-sink.ts';

/** A message as Slack shows it. */
interface SlackMessage {
  channel: string;
  ts: string;
  thread?: string | undefined;
  isBroadcast: boolean;
  isEdited: boolean;
  text: string;
  buttons: string[];
}

interface Block {
  type: string;
  text?: { text: string };
  elements?: { text: { text: string } }[];
}

type Asked = Partial<Record<'channel' | 'ts' | 'text' | 'thread_ts', string>> & { blocks?: Block[]; reply_broadcast?: boolean };

const channelIds: Record<string, string> = { '#major-incident': 'C0MAJOR1' };
const known = new Set(['channel', 'ts', 'text', 'blocks', 'thread_ts', 'reply_broadcast', 'unfurl_links', 'unfurl_media']);

/** As much of Slack's Web API as a bot of ours uses: it refuses, by the errors it documents, what its documentation does not name. */
export class SlackWorkspace {
  readonly token = 'xoxb-planted-bot-token';
  readonly messages: SlackMessage[] = [];
  readonly asked: string[] = [];
  /** Errors it answers the next requests of a method with. */
  readonly errors: { method: string; error: string }[] = [];
  readonly #sink: HttpSink;

  private constructor(sink: HttpSink) {
    this.#sink = sink;
    sink.answer = (response, request) => {
      const method = request.url?.replace('/api/', '') ?? '';
      this.asked.push(method);
      const answer = this.#answer(method, request.headers.authorization, sink.last.json as Asked);
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
    };
  }

  static async start(): Promise<SlackWorkspace> {
    return new SlackWorkspace(await HttpSink.start());
  }

  get api(): string {
    return `${this.#sink.url}/api`;
  }

  /** A channel as somebody reads it: threads below their first message, what is shown to all marked. */
  read(channel: string): string {
    const here = this.messages.filter((message) => message.channel === channel);
    const shown = (message: SlackMessage) => {
      const marks = [...(message.isEdited ? ['(edited)'] : []), ...(message.isBroadcast ? ['(also sent to the channel)'] : [])];
      return [...message.text.split('\n'), ...message.buttons.map((label) => `[${label}]`), ...marks];
    };
    return here
      .filter(({ thread }) => thread === undefined)
      .flatMap((first) => [
        ...shown(first),
        ...here
          .filter(({ thread }) => thread === first.ts)
          .flatMap((reply) => shown(reply).map((line, i) => `${i === 0 ? '  > ' : '    '}${line}`)),
        '',
      ])
      .join('\n');
  }

  stop(): Promise<void> {
    return this.#sink.stop();
  }

  #answer(method: string, authorization: string | undefined, asked: Asked): object {
    const refuse = (error: string) => ({ ok: false, error });
    const at = this.errors.findIndex((each) => each.method === method);
    if (at >= 0) {
      return refuse(this.errors.splice(at, 1)[0]?.error ?? '');
    }
    if (authorization !== `Bearer ${this.token}`) {
      return refuse('invalid_auth');
    }
    if (Object.keys(asked).some((name) => !known.has(name))) {
      return refuse('invalid_arguments');
    }
    const channel = channelIds[asked.channel ?? ''] ?? asked.channel ?? '';
    const written = {
      text: (asked.blocks ?? []).flatMap(({ text }) => text?.text ?? []).join('\n') || (asked.text ?? ''),
      buttons: (asked.blocks ?? []).flatMap(({ elements = [] }) => elements.map(({ text }) => text.text)),
    };
    if (written.text === '') {
      return refuse('no_text');
    }
    switch (method) {
      case 'chat.postMessage':
        return this.#post(channel, asked, written);
      case 'chat.update': {
        // Unlike posting it wants the id of a channel, never its name.
        const message = this.messages.find((each) => each.channel === asked.channel && each.ts === asked.ts);
        if (!message) {
          return refuse('message_not_found');
        }
        Object.assign(message, written, { isEdited: true });
        return { ok: true, channel, ts: message.ts, text: written.text };
      }
      default:
        return refuse('unknown_method');
    }
  }

  #post(
    channel: string,
    { thread_ts: thread, reply_broadcast: broadcast }: Asked,
    written: Pick<SlackMessage, 'text' | 'buttons'>,
  ): object {
    if (!/^[CDGU][A-Z0-9]+$/.test(channel)) {
      return { ok: false, error: 'channel_not_found' };
    }
    if (thread !== undefined && !this.messages.some((each) => each.channel === channel && each.ts === thread)) {
      return { ok: false, error: 'thread_not_found' };
    }
    const ts = `1700000000.${String(this.messages.length + 1).padStart(6, '0')}`;
    this.messages.push({ channel, ts, thread, isBroadcast: broadcast === true, isEdited: false, ...written });
    return { ok: true, channel, ts, message: {} };
  }
}
