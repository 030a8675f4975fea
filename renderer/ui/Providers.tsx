import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { useLayoutEffect, type ReactElement, type ReactNode } from 'react';
import { speak } from '../i18n/setup.ts';
import { useDeskStore } from '../stores/desk-store.ts';
import { theme, variablesResolver } from './theme.ts';

/** Theme and language as the person set them in main's settings; the system's until main has answered. */
export function Providers({ children }: { children: ReactNode }): ReactElement {
  const scheme = useDeskStore(({ desk }) => desk?.colorScheme ?? 'auto');
  const locale = useDeskStore(({ desk }) => desk?.locale);
  const systemScheme = useColorScheme('light', { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    if (locale) {
      speak(locale);
    }
  }, [locale]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variablesResolver} forceColorScheme={scheme === 'auto' ? systemScheme : scheme}>
      {children}
    </MantineProvider>
  );
}
