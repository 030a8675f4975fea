/** A page as the operating system shows it. `key` is the incident's id: raising the same key again replaces what stands there. */
export interface Notice {
  key: string;
  title: string;
  body: string;
  urgency: 'critical' | 'normal';
  /** Whether the notice may make the system's own sound. */
  sound: boolean;
  /** The words of the buttons; a notice that is no page has nothing to acknowledge or escalate, one that stands for many nothing to escalate. */
  labels: { acknowledge?: string; escalate?: string; open: string };
}

/** What a person did with a notice. `closed` is not an answer: the bell goes on. */
export type NoticeAction = 'acknowledge' | 'escalate' | 'open' | 'closed';

/** What became of raising a notice; `failed` says why in a sentence for the log and the window. */
export type RaiseResult = { outcome: 'shown' } | { outcome: 'failed'; why: string };

/** A way to show native notifications. Every call ends within 5 s, whatever the system does. */
export interface Notifier {
  /** Which technology this is, for the log: `dbus`, `electron`, `node-notifier`, `terminal`, ... */
  readonly name: string;
  raise(notice: Notice): Promise<RaiseResult>;
  clear(key: string): Promise<void>;
  /** Tells what people do with the notices; the returned function stops telling. */
  subscribe(listener: (key: string, action: NoticeAction) => void): () => void;
  dispose(): Promise<void>;
}
