import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import '../ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../i18n/setup.ts';
import { bridge } from '../stores/bridge.ts';
import { startClock } from '../stores/clock-store.ts';
import { followDesk } from '../stores/desk-store.ts';
import { showIncident } from '../stores/route-store.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { Providers } from '../ui/Providers.tsx';
import { Window } from './Window.tsx';

startTexts();
startClock();
followDesk();
bridge().subscribe('incident:show', ({ id }) => showIncident(id));

const root = document.querySelector('#root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <Boundary>
          <Window />
        </Boundary>
      </Providers>
    </StrictMode>,
  );
}
