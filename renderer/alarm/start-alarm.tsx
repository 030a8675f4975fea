import '@mantine/core/styles.css';
import '../ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../i18n/setup.ts';
import { startClock } from '../stores/clock-store.ts';
import { followDesk } from '../stores/desk-store.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { Providers } from '../ui/Providers.tsx';
import { Alarm } from './Alarm.tsx';
import { guardInput } from './input-guard.ts';

startTexts();
startClock();
guardInput();
followDesk();

const root = document.querySelector('#root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <Boundary>
          <Alarm />
        </Boundary>
      </Providers>
    </StrictMode>,
  );
}
