import { nativeTheme, screen, type BrowserWindow } from 'electron';
import type { Settings } from '../../settings/settings.ts';
import type { ElectronIpc } from '../electron-ipc.ts';
import { appIcon } from '../tray/tray-icon.ts';
import { openPage, type PageContext } from './page.ts';
import { minimumSize, openingBounds } from './window-bounds.ts';

/** What the main window needs. */
export interface MainWindowOptions extends PageContext {
  ipc: ElectronIpc;
  settings: Settings;
}

// The ground colours of the renderer's two schemes, so that an opening window does not flash.
const ground = { light: '#ffffff', dark: '#14191d' };

/** The window with the queue: made when it is first wanted and destroyed when closed, since the tray alone is what stays all day. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  /** Brings the window before the person. */
  show(): void {
    const window = this.#window;
    if (!window) {
      this.#window = this.#open();
      return;
    }
    if (window.isMinimized()) {
      window.restore();
    }
    window.show();
    window.focus();
  }

  /** Brings the window before the person with an incident in it. */
  showIncident(id: string): void {
    this.show();
    const contents = this.#window?.webContents;
    const send = (): void => contents?.send('incident:show', { id });
    if (contents?.isLoadingMainFrame() === true) {
      contents.once('did-finish-load', send);
    } else {
      send();
    }
  }

  dispose(): void {
    this.#window?.destroy();
  }

  #open(): BrowserWindow {
    const { settings } = this.#options;
    const { x, y, width, height } = openingBounds(settings.get().windowBounds, workAreas());
    const window = openPage('index', this.#options, {
      width,
      height,
      ...(x === undefined || y === undefined ? { center: true } : { x, y }),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      icon: appIcon(),
      title: 'Watchbell',
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    });
    window.once('ready-to-show', () => window.show());
    window.on('close', () => settings.set({ windowBounds: window.getNormalBounds() }));
    window.once('closed', () => {
      this.#window = undefined;
    });
    return window;
  }
}

/** The screens without their panels, the one with the pointer first. */
function workAreas(): { x: number; y: number; width: number; height: number }[] {
  const here = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  const others = screen.getAllDisplays().filter(({ id }) => id !== here.id);
  return [here, ...others].map(({ workArea }) => workArea);
}
