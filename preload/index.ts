import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { isPushChannel, isRequestChannel } from '../shared/bridge/channels.ts';
import type { Bridge, PushChannel } from '../shared/bridge/contract.ts';

type Listener = (message: unknown) => void;
const listeners: Record<PushChannel, Set<Listener>> = { 'desk:changed': new Set(), 'incident:show': new Set() };
// Main may speak before the page has begun to listen: the latest word is kept for whoever listens first.
const waiting = new Map<PushChannel, unknown>();

for (const channel of Object.keys(listeners) as PushChannel[]) {
  // The event is kept from the window, because it holds the sender and with it every channel.
  ipcRenderer.on(channel, (_event: IpcRendererEvent, message: unknown) => {
    if (listeners[channel].size === 0) {
      waiting.set(channel, message);
    }
    listeners[channel].forEach((listener) => listener(message));
  });
}

/** Electron tells a rejection as `Error invoking remote method 'x': Error: sentence`; the window wants the sentence. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^Error invoking remote method '[^']*': (\w*Error: )?/, '');
}

const bridge: Bridge = {
  async request(channel, argument) {
    if (!isRequestChannel(channel)) {
      throw new Error('There is no such request.');
    }
    try {
      return await ipcRenderer.invoke(channel, argument);
    } catch (error) {
      throw new Error(sentenceOf(error), { cause: error });
    }
  },
  subscribe(channel, listener) {
    if (!isPushChannel(channel)) {
      throw new Error('There is no such message.');
    }
    // A page may hand over the same function twice and end each by itself.
    const own: Listener = (message) => listener(message as Parameters<typeof listener>[0]);
    listeners[channel].add(own);
    if (waiting.has(channel)) {
      own(waiting.get(channel));
      waiting.delete(channel);
    }
    return () => {
      listeners[channel].delete(own);
    };
  },
};

contextBridge.exposeInMainWorld('watchbell', bridge);
