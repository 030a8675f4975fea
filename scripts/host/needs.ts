/** What the packages are for: to run the app without a display, or to test it like a person would. */
export type Purpose = 'run' | 'test';

/**
 * One thing the host must have. `packages` are its names in Debian, oldest release first: any one of
 * them will do. `proof` is the program or library by which it is found on other distributions.
 */
export type Need = { packages: readonly [string, ...string[]]; proof: string };

export const needs: Record<Purpose, readonly Need[]> = {
  run: [
    { packages: ['xvfb'], proof: 'Xvfb' },
    { packages: ['openbox'], proof: 'openbox' },
    { packages: ['xfce4-notifyd'], proof: 'xfce4-notifyd-config' },
    { packages: ['dbus'], proof: 'dbus-daemon' },
    { packages: ['dbus-x11'], proof: 'dbus-launch' },
    { packages: ['fonts-dejavu-core'], proof: 'fc-list' },
    { packages: ['libnss3'], proof: 'libnss3.so' },
    { packages: ['libgtk-3-0', 'libgtk-3-0t64'], proof: 'libgtk-3.so.0' },
    { packages: ['libasound2', 'libasound2t64'], proof: 'libasound.so.2' },
    { packages: ['libgbm1'], proof: 'libgbm.so.1' },
    { packages: ['libxss1'], proof: 'libXss.so.1' },
    { packages: ['libxtst6'], proof: 'libXtst.so.6' },
  ],
  test: [
    { packages: ['xdotool'], proof: 'xdotool' },
    { packages: ['wmctrl'], proof: 'wmctrl' },
    { packages: ['maim'], proof: 'maim' },
    { packages: ['dunst'], proof: 'dunst' },
    { packages: ['chromium'], proof: 'chromium' },
    { packages: ['prometheus-alertmanager'], proof: 'prometheus-alertmanager' },
    { packages: ['trayer'], proof: 'trayer' },
    { packages: ['strace'], proof: 'strace' },
    { packages: ['curl'], proof: 'curl' },
    { packages: ['openssl'], proof: 'openssl' },
    { packages: ['nagios4-core'], proof: 'nagios4' },
  ],
};
