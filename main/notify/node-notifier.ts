import { plainLine } from '../text/plain.ts';
import { callLimitMs, systemTimers, within, type Timers } from './deadline.ts';
import { escapeMarkup } from './markup.ts';
import type { Notice, NoticeAction, Notifier, RaiseResult } from './notifier.ts';

/** The little of the node-notifier package that is used here. */
export interface NodeNotifierPackage {
  notify(
    options: Record<string, unknown>,
    callback: (error: Error | string | null, response?: string, details?: { activationValue?: string }) => void,
  ): unknown;
}

/** What this adapter may be given instead of the real package, platform and timers. */
export interface NodeNotifierOptions {
  load?: () => Promise<NodeNotifierPackage>;
  platform?: NodeJS.Platform;
  timers?: Timers;
}

// On macOS and Windows the package only answers when the person does, so one that has not failed by then is shown.
const failsWithinMs = 1500;
const dayS = 24 * 60 * 60;
// notify-send can neither take a notice back nor replace it, so here alone it goes by itself; the next page brings it again.
const linuxStaysS = 20;

type Listener = (key: string, action: NoticeAction) => void;

async function loadPackage(): Promise<NodeNotifierPackage> {
  // Loaded only when it is needed: it looks for its programs as soon as it is imported.
  const { default: nodeNotifier } = await import('node-notifier');
  return nodeNotifier as unknown as NodeNotifierPackage;
}

/** Notices through the programs that node-notifier brings or finds, for where the system's own way refuses. */
export class NodeNotifier implements Notifier {
  readonly name = 'node-notifier';
  readonly #load: () => Promise<NodeNotifierPackage>;
  readonly #platform: NodeJS.Platform;
  readonly #timers: Timers;
  readonly #listeners = new Set<Listener>();

  constructor({ load = loadPackage, platform = process.platform, timers = systemTimers }: NodeNotifierOptions = {}) {
    this.#load = load;
    this.#platform = platform;
    this.#timers = timers;
  }

  raise(notice: Notice): Promise<RaiseResult> {
    const result = this.#show(notice).catch((error: unknown): RaiseResult => ({ outcome: 'failed', why: whyOf(error) }));
    return within(this.#timers, callLimitMs, result, () => ({ outcome: 'failed', why: 'The notification program did not start.' }));
  }

  async clear(key: string): Promise<void> {
    if (this.#canTakeBack) {
      const removed = this.#load().then((nodeNotifier) => void nodeNotifier.notify({ remove: key }, () => undefined));
      await within(
        this.#timers,
        callLimitMs,
        removed.catch(() => undefined),
        () => undefined,
      );
    }
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }

  get #canTakeBack(): boolean {
    return this.#platform === 'darwin' || this.#platform === 'win32';
  }

  async #show(notice: Notice): Promise<RaiseResult> {
    const nodeNotifier = await this.#load();
    const answered = new Promise<RaiseResult>((resolve) => {
      nodeNotifier.notify(optionsFor(notice, this.#platform), (error, response, details) => {
        if (error) {
          resolve({ outcome: 'failed', why: whyOf(error) });
          return;
        }
        resolve({ outcome: 'shown' });
        const action = answerOf(notice, response ?? '', details?.activationValue);
        if (action) {
          this.#listeners.forEach((listener) => listener(notice.key, action));
        }
      });
    });
    return this.#canTakeBack ? within(this.#timers, failsWithinMs, answered, () => ({ outcome: 'shown' })) : answered;
  }
}

function optionsFor(notice: Notice, platform: NodeJS.Platform): Record<string, unknown> {
  // A text that starts like an option would be read as one by the program it is handed to.
  const [title, message] = [notice.title, notice.body].map((text) => plainLine(text, 400).replace(/^[-[({<]/, ' $&'));
  const actions = [notice.labels.acknowledge, notice.labels.escalate].filter((label) => label !== undefined);
  switch (platform) {
    case 'darwin':
      return { title, message, sound: notice.sound, wait: true, timeout: dayS, actions, group: notice.key };
    case 'win32':
      return { title, message, sound: notice.sound, wait: true, actions, id: notice.key, appName: 'Watchbell' };
    default:
      return { title, message: escapeMarkup(message ?? ''), urgency: notice.urgency, 'expire-time': linuxStaysS, 'app-name': 'Watchbell' };
  }
}

/** What the person meant; undefined where the program tells nothing, as notify-send does. */
function answerOf(notice: Notice, response: string, value: string | undefined): NoticeAction | undefined {
  const said = (value ?? response).toLowerCase();
  if (said === notice.labels.acknowledge?.toLowerCase()) {
    return 'acknowledge';
  }
  if (said === notice.labels.escalate?.toLowerCase()) {
    return 'escalate';
  }
  if (response === 'activate') {
    return 'open';
  }
  return response === '' ? undefined : 'closed';
}

function whyOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `The notification program failed: ${plainLine(text, 200)}`;
}
