import { Menu } from 'electron';
import type { Words } from '../text/words.ts';

/** The application menu: macOS takes copy and paste from it; elsewhere there is none, and with it no reload or developer tools. */
export function setAppMenu(words: Words, quit: () => void): void {
  if (process.platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'Watchbell',
        submenu: [
          { role: 'about' },
          { type: 'separator' },
          { role: 'hide' },
          { label: words.tray.quit, accelerator: 'Cmd+Q', click: quit },
        ],
      },
      { label: words.menu.edit, role: 'editMenu' },
      { label: words.menu.window, role: 'windowMenu' },
    ]),
  );
}
