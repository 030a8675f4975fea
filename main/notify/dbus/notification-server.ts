/** What a notification server of a Linux desktop can do, as far as a page depends on it. */
export interface ServerTraits {
  /** Shows a body below the title. */
  body: boolean;
  /** Reads the body as markup. */
  markup: boolean;
  /** Tells what was clicked. */
  actions: boolean;
  /** Shows actions as buttons; otherwise a click anywhere is the only answer and acknowledges. */
  buttons: boolean;
  /** A notice replaced by its id comes before the person's eyes again, even if they had put it away. */
  showsReplaced: boolean;
}

// These list actions in a menu that takes a second program or a key, see dunst(5) "action" and mako(5) "invoke-action".
const withoutButtons = new Set(['dunst', 'mako']);

// Tried with xfce4-notifyd 0.7.3 and dunst 1.9.0; gnome-shell marks it unacknowledged (js/ui/notificationDaemon.js).
// Plasma changes an entry of its history without showing it (plasma-workspace, onNotificationReplaced: "no visual cues").
const showingReplaced = new Set(['Xfce Notify Daemon', 'dunst', 'gnome-shell']);

/** The traits of a server from what it answers to GetServerInformation and GetCapabilities. */
export function traitsOf(serverName: string, capabilities: readonly string[]): ServerTraits {
  return {
    body: capabilities.includes('body'),
    markup: capabilities.includes('body-markup'),
    actions: capabilities.includes('actions'),
    buttons: !withoutButtons.has(serverName),
    showsReplaced: showingReplaced.has(serverName),
  };
}
