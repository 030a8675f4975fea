import type { Browser, Page } from '@playwright/test';
import { writtenMail } from '../../../shared/delivery/mail.ts';
import type { OutMessage } from '../../../shared/delivery/message.ts';
import { brief, message } from '../../harness/messages.ts';

/** How a mail program shows a mail. */
export interface MailLook {
  language: OutMessage['language'];
  colorScheme: 'light' | 'dark';
  width: number;
}

/** A phone and a reading pane, in light and dark, in both languages. */
export const mailLooks: readonly MailLook[] = (['en', 'fr'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((colorScheme) => [375, 800].map((width) => ({ language, colorScheme, width }))),
);

const long =
  'Payment-gateway latency above 2500 ms for https://payments.internal.example.org/v1/charge-requests?region=eu-west-3&cluster=primary-with-a-very-long-name on 14 of 16 nodes';

/** Mails as people get them. */
export const mailShots: readonly { name: string; message: Partial<OutMessage> }[] = [
  { name: 'page', message: {} },
  {
    name: 'long-title',
    message: { incidents: [brief({ title: long, severity: 'error', runbook: `https://example.org/runbooks/${'payments-'.repeat(12)}` })] },
  },
  {
    name: 'several',
    message: {
      incidents: [
        brief(),
        brief({ number: 43, severity: 'error', title: 'Orders pile up', service: 'Orders' }),
        brief({ number: 44, severity: 'warning', title: 'Certificate expires in 6 days', service: 'Edge' }),
        brief({ number: 45, severity: 'info', title: 'Nightly export late', service: 'Reports', runbook: undefined }),
      ],
    },
  },
  { name: 'no-link', message: { incidents: [brief({ answerAt: undefined, severity: 'warning', isTest: true })] } },
  { name: 'acknowledged', message: { what: 'acknowledged', isRoom: true, incidents: [brief({ holder: 'Ana Lima' })] } },
  { name: 'resolved', message: { what: 'resolved', isRoom: true, incidents: [brief({ holder: 'Bo Svensson' })] } },
];

/** A page as a mail program has it, which loads nothing from outside. */
export async function mailPage(browser: Browser, { colorScheme, width }: MailLook): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 480 }, colorScheme, offline: true });
  return context.newPage();
}

/** Shows a mail. */
export async function showMail(page: Page, shot: (typeof mailShots)[number], { language }: MailLook): Promise<void> {
  await page.setContent(writtenMail(message({ ...shot.message, language })).html, { waitUntil: 'domcontentloaded' });
}
