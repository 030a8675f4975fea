import type { Page } from '@playwright/test';
import type { Scenario } from './fake-bridge.ts';
import { scheduleDesk } from './schedule-desk.ts';

/** Gives a page main's own answers about the schedules of its scenario; answers how to take them away again. */
export async function putScheduleDesk(page: Page, { workspace, desk }: Scenario): Promise<() => Promise<void>> {
  if (!workspace) {
    return async () => {};
  }
  const answers = await page.exposeFunction('askScheduleDesk', scheduleDesk(workspace, desk.me?.id ?? ''));
  return () => answers.dispose();
}
