import type { CommandResult } from '../../shared/bridge/contract.ts';
import { severityProfiles } from '../../shared/escalation/severity-profile.ts';
import type { Severity } from '../../shared/log/severity.ts';
import type { Words } from '../text/words.ts';
import type { Notifier } from './notifier.ts';

/** The key of the one notice that looks like a page and is none. */
export const testSoundKey = 'test-sound';

/** Shows a notification that stands for nothing, so that a person can hear and see what a page of a severity is like. */
export async function testNotice(notifier: Notifier, severity: Severity, words: Words): Promise<CommandResult> {
  const result = await notifier.raise({
    key: testSoundKey,
    title: words.notice.test(words.severity[severity]),
    body: 'Watchbell',
    urgency: severityProfiles[severity].repeats ? 'critical' : 'normal',
    sound: true,
    labels: { acknowledge: words.notice.acknowledge, escalate: words.notice.escalate, open: words.notice.open },
  });
  return result.outcome === 'shown' ? { ok: true } : { ok: false, message: result.why };
}
