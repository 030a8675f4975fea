import { Menu, Tray, type MenuItemConstructorOptions } from 'electron';
import { trayIcon } from './tray-icon.ts';
import type { TrayAction, TrayEntry, TrayModel } from './tray-model.ts';

/** The tray icon and its menu. */
export interface TrayView {
  show(model: TrayModel): void;
  dispose(): void;
}

/** Puts the icon in the tray; where a desktop has none, Electron says nothing and the window stays reachable by a second launch. */
export function createTray(first: TrayModel, act: (action: TrayAction) => void): TrayView {
  const tray = new Tray(trayIcon(first.state, first.count));
  let shown = '';
  const show = (model: TrayModel): void => {
    // A menu set anew closes under the person's pointer, so only what changed is set.
    const next = JSON.stringify(model);
    if (next === shown) {
      return;
    }
    shown = next;
    tray.setImage(trayIcon(model.state, model.count));
    tray.setToolTip(model.tooltip);
    if (process.platform === 'darwin') {
      tray.setTitle(model.count > 0 ? String(model.count) : '');
    }
    tray.setContextMenu(Menu.buildFromTemplate(model.menu.map((entry) => itemOf(entry, act))));
  };
  tray.on('click', () => act({ kind: 'show-window' }));
  show(first);
  return { show, dispose: () => tray.destroy() };
}

function itemOf(entry: TrayEntry, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'line':
      return { type: 'separator' };
    case 'list':
      return { label: shownText(entry.label), submenu: entry.labels.map((label) => ({ label: shownText(label), enabled: false })) };
    case 'item': {
      const { label, action } = entry;
      return action ? { label: shownText(label), click: () => act(action) } : { label: shownText(label), enabled: false };
    }
  }
}

/** A single `&` in a menu underlines the next letter instead of being shown. */
function shownText(label: string): string {
  return label.replaceAll('&', '&&');
}
