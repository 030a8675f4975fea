import type { Notice, NoticeAction } from '../notify/notifier.ts';

/**
 * Whether Electron's notifications show buttons here. macOS always did; Windows since 41 and Linux since 45 (their
 * `actions` came with 40/41 and 44.8, of which only later ones are sure to have them; earlier ones ignore the option).
 */
export function hasButtons(platform: NodeJS.Platform, electronVersion: string): boolean {
  const major = Number.parseInt(electronVersion, 10);
  switch (platform) {
    case 'darwin':
      return true;
    case 'win32':
      return major >= 41;
    default:
      return platform === 'linux' && major >= 45;
  }
}

/** What a click on a notice's text says: where no button acknowledges, it does, but never all that a notice of many stands for. */
export function clickMeans({ labels }: Notice, showsButtons: boolean): NoticeAction {
  return showsButtons || labels.escalate === undefined ? 'open' : 'acknowledge';
}
