import { ipcMain, type BrowserWindow } from 'electron';
import type { PushChannel, Pushes } from '../../shared/bridge/contract.ts';
import type { Caller, Ipc } from '../bridge/ipc.ts';

/** The wire to the windows that were adopted; any other sender is a stranger. */
export class ElectronIpc implements Ipc {
  readonly #windows = new Set<BrowserWindow>();

  /** Takes a window in until it is closed. */
  adopt(window: BrowserWindow): void {
    this.#windows.add(window);
    window.once('closed', () => this.#windows.delete(window));
  }

  handle(channel: string, answer: (caller: Caller, argument: unknown) => Promise<unknown>): () => void {
    ipcMain.handle(channel, ({ sender, senderFrame }, argument: unknown) => {
      const isOurWindow = [...this.#windows].some(({ webContents }) => webContents === sender);
      const isOurPage = isOurWindow && senderFrame?.frameTreeNodeId === sender.mainFrame.frameTreeNodeId;
      return answer({ isOurPage, url: senderFrame?.url ?? '' }, argument);
    });
    return () => ipcMain.removeHandler(channel);
  }

  push<C extends PushChannel>(channel: C, message: Pushes[C]): void {
    for (const { webContents } of this.#windows) {
      if (!webContents.isDestroyed() && !webContents.isCrashed()) {
        webContents.send(channel, message);
      }
    }
  }
}
