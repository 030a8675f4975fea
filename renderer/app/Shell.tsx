import type { ReactElement } from 'react';
import { ChangeDialog } from '../change/ChangeDialog.tsx';
import { HandoffScreen } from '../handoff/HandoffScreen.tsx';
import { OnCallScreen } from '../oncall/OnCallScreen.tsx';
import { OpenIncidentDialog } from '../queue/OpenIncidentDialog.tsx';
import { QueueScreen } from '../queue/QueueScreen.tsx';
import { PoliciesScreen } from '../policies/PoliciesScreen.tsx';
import { NoiseDialogs } from '../noise/NoiseDialogs.tsx';
import { WaysDialogs } from '../ways/WaysDialogs.tsx';
import { NoiseScreen } from '../noise/NoiseScreen.tsx';
import { RotationsScreen } from '../rotations/RotationsScreen.tsx';
import { SettingsScreen } from '../settings/SettingsScreen.tsx';
import { useRoute, type Screen } from '../stores/route-store.ts';
import { Banners } from './Banners.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { KeysOverlay } from './KeysOverlay.tsx';
import { Rail } from './Rail.tsx';
import { RingAnnouncer } from './RingAnnouncer.tsx';
import { RingingStrip } from './RingingStrip.tsx';
import css from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { useShellKeys } from './use-shell-keys.ts';

const screenOf: Record<Screen, () => ReactElement> = {
  queue: QueueScreen,
  oncall: OnCallScreen,
  rotations: RotationsScreen,
  handoff: HandoffScreen,
  policies: PoliciesScreen,
  noise: NoiseScreen,
  settings: SettingsScreen,
};

/** Rail, top bar, banners, and the screen between them. */
export function Shell(): ReactElement {
  const screen = useRoute((route) => route.screen);
  useShellKeys();
  const Shown = screenOf[screen];
  return (
    <div className={css['shell']}>
      <Rail />
      <div className={css['side']}>
        <TopBar />
        <Banners />
        {screen !== 'queue' && <RingingStrip />}
        <div className={css['screen']}>
          <Shown />
        </div>
      </div>
      <RingAnnouncer />
      <CommandPalette />
      <OpenIncidentDialog />
      <ChangeDialog />
      <NoiseDialogs />
      <WaysDialogs />
      <KeysOverlay />
    </div>
  );
}
