import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { isPushChannel, isRequestChannel } from '../shared/bridge/channels.ts';
import type { Bridge } from '../shared/bridge/contract.ts';

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
    // The event is kept from the window, because it holds the sender and with it every channel.
    const onMessage = (_event: IpcRendererEvent, message: Parameters<typeof listener>[0]): void => listener(message);
    ipcRenderer.on(channel, onMessage);
    return () => {
      ipcRenderer.off(channel, onMessage);
    };
  },
};

contextBridge.exposeInMainWorld('watchbell', bridge);
