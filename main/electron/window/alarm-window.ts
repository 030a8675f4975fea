import { powerSaveBlocker, screen, type BrowserWindow } from 'electron';
import { appIcon } from '../tray/tray-icon.ts';
import { openPage, type PageContext } from './page.ts';

const size = { width: 620, height: 440 };
/** A page that does not get ready is shown as it is: an empty alarm is still one. */
const readyWithinMs = 2000;
const reopenMs = 500;
/** Other windows claim the top as well, and without a window manager nothing keeps it for us. */
const riseEveryMs = 3000;

/**
 * The window that nothing covers while it rings: on every workspace and over full screen, but never taking the keys
 * from where the person is typing. Closing or hiding it is no answer, so it comes back until `close()` is called.
 */
export class AlarmWindow {
  readonly #context: PageContext;
  #window: BrowserWindow | undefined;
  #isWanted = false;
  #awake: number | undefined;

  constructor(context: PageContext) {
    this.#context = context;
  }

  open(): void {
    this.#isWanted = true;
    this.#awake ??= powerSaveBlocker.start('prevent-display-sleep');
    if (this.#window) {
      this.#rise();
    } else {
      this.#window = this.#create();
    }
  }

  close(): void {
    this.#isWanted = false;
    if (this.#awake !== undefined) {
      powerSaveBlocker.stop(this.#awake);
      this.#awake = undefined;
    }
    this.#window?.destroy();
  }

  #create(): BrowserWindow {
    const window = openPage('alarm', this.#context, {
      ...size,
      ...middleOf(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea),
      ...typeFor(process.platform),
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      icon: appIcon(),
      title: 'Watchbell',
      // The renderer's colour of what is critical: seen before the page is there, and if it never comes.
      backgroundColor: '#c0262b',
      webPreferences: { autoplayPolicy: 'no-user-gesture-required', backgroundThrottling: false },
    });
    window.setAlwaysOnTop(true, 'screen-saver');
    const rise = (): void => this.#rise();
    const late = setTimeout(rise, readyWithinMs);
    const again = setInterval(() => window.isVisible() && rise(), riseEveryMs);
    window.once('ready-to-show', rise);
    window.on('hide', rise);
    window.on('minimize', rise);
    window.on('close', (event) => {
      if (this.#isWanted) {
        event.preventDefault();
        rise();
      }
    });
    window.once('closed', () => {
      clearTimeout(late);
      clearInterval(again);
      this.#window = undefined;
      setTimeout(() => this.#isWanted && this.open(), reopenMs);
    });
    return window;
  }

  #rise(): void {
    const window = this.#window;
    if (!window || window.isDestroyed() || !this.#isWanted) {
      return;
    }
    if (window.isMinimized()) {
      window.restore();
    }
    window.showInactive();
    // An X11 window manager forgets what was asked of a window before it was shown.
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.moveTop();
  }
}

/**
 * What it takes to be seen over another application's full screen: a panel on macOS; on X11 a notification, which stands
 * over a full-screen window in xfwm4, metacity and mutter and still takes keys once clicked (tried; an ordinary window on
 * top does not always). Openbox puts a full-screen window that has the keys over both; there the native notice is seen.
 */
function typeFor(platform: NodeJS.Platform): { type?: string } {
  return platform === 'darwin' ? { type: 'panel' } : platform === 'linux' ? { type: 'notification' } : {};
}

function middleOf(area: { x: number; y: number; width: number; height: number }): { x: number; y: number } {
  return { x: Math.round(area.x + (area.width - size.width) / 2), y: Math.round(area.y + (area.height - size.height) / 3) };
}
