import { Notification } from 'electron';
import { callLimitMs, systemTimers, within } from '../notify/deadline.ts';
import { escapeMarkup } from '../notify/markup.ts';
import type { Notice, NoticeAction, Notifier, RaiseResult } from '../notify/notifier.ts';
import { clickMeans, hasButtons } from './button-support.ts';

type Listener = (key: string, action: NoticeAction) => void;

/**
 * Notices through Electron's own Notification, for macOS and Windows. Not for Linux, where it shows no buttons and one
 * notification daemon that hangs freezes the whole process (electron/electron#21912; 25 s with Electron 33, tried).
 * Where it shows buttons they answer and a click on the text opens the incident; where it does not, a click is the only
 * answer a person can give, so it acknowledges (design.md: one click acknowledges) unless the notice stands for many. Dismissing is never an answer.
 */
export class ElectronNotifier implements Notifier {
  readonly name = 'electron';
  readonly #hasButtons = hasButtons(process.platform, process.versions.electron);
  readonly #listeners = new Set<Listener>();
  // Held here, because a notification that is garbage-collected takes its clicks with it (electron/electron#16922).
  readonly #standing = new Map<string, Notification>();

  raise(notice: Notice): Promise<RaiseResult> {
    const failed = (why: string): RaiseResult => ({ outcome: 'failed', why });
    if (!Notification.isSupported()) {
      return Promise.resolve(failed('This system has no notifications.'));
    }
    this.#takeAway(notice.key);
    const notification = this.#make(notice);
    const shown = new Promise<RaiseResult>((resolve) => {
      notification.once('show', () => resolve({ outcome: 'shown' }));
      notification.once('failed', (_event, error) => {
        this.#standing.delete(notice.key);
        resolve(failed(`The system refused the notification${error === '' ? '' : `: ${error}`}.`));
      });
    });
    this.#standing.set(notice.key, notification);
    notification.show();
    return within(systemTimers, callLimitMs, shown, () => failed('The system did not show the notification.'));
  }

  clear(key: string): Promise<void> {
    this.#takeAway(key);
    return Promise.resolve();
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): Promise<void> {
    this.#listeners.clear();
    [...this.#standing.keys()].forEach((key) => this.#takeAway(key));
    return Promise.resolve();
  }

  #make(notice: Notice): Notification {
    const labels = [notice.labels.acknowledge, notice.labels.escalate].filter((label) => label !== undefined);
    const buttons: NoticeAction[] = ['acknowledge', 'escalate'];
    const notification = new Notification({
      title: notice.title,
      // On Linux it hands the text to the daemon as it is, which reads it as markup.
      body: process.platform === 'linux' ? escapeMarkup(notice.body) : notice.body,
      urgency: notice.urgency,
      silent: !notice.sound,
      timeoutType: 'never',
      actions: this.#hasButtons ? labels.map((text) => ({ type: 'button', text })) : [],
    });
    notification.on('click', () => this.#tell(notice.key, clickMeans(notice, this.#hasButtons)));
    notification.on('action', (details, index) => {
      // Earlier versions of Electron hand over the index beside the event only, later ones in it.
      const inEvent: number | undefined = details.actionIndex;
      const answer = buttons[inEvent ?? index];
      if (answer) {
        this.#tell(notice.key, answer);
      }
    });
    notification.on('close', () => {
      if (this.#standing.get(notice.key) === notification) {
        this.#standing.delete(notice.key);
        this.#tell(notice.key, 'closed');
      }
    });
    return notification;
  }

  #tell(key: string, action: NoticeAction): void {
    this.#listeners.forEach((listener) => listener(key, action));
  }

  #takeAway(key: string): void {
    const notification = this.#standing.get(key);
    this.#standing.delete(key);
    notification?.close();
  }
}
