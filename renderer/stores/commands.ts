import i18next from 'i18next';
import type { Answers, CommandResult, RequestArgument, RequestChannel } from '../../shared/bridge/contract.ts';
import type { DeviceVia } from '../../shared/incident/incident-events.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import type { IncidentCommandName } from '../../shared/state/command-names.ts';
import { saidByEngine } from '../i18n/engine-sentences.ts';
import { bridge } from './bridge.ts';
import { notify } from './notice-store.ts';

type CommandChannel = { [C in RequestChannel]: Answers[C] extends CommandResult ? C : never }[RequestChannel];

/** Asks main to do something. A failure is shown as a sentence; the answer says whether it was done. */
export async function command<C extends CommandChannel>(channel: C, argument: RequestArgument<C>): Promise<boolean> {
  const result = await attempt(channel, argument);
  if (!result.ok) {
    notify({ tone: 'failed', text: result.message });
  }
  return result.ok;
}

/** Like `command`, for forms that show the failure themselves. */
export async function attempt<C extends CommandChannel>(channel: C, argument: RequestArgument<C>): Promise<CommandResult> {
  try {
    const result: CommandResult = await bridge().request(channel, argument);
    return result.ok ? result : { ok: false, message: saidByEngine(result.message) };
  } catch {
    return { ok: false, message: i18next.t('notice.noAnswer') };
  }
}

type Target = Pick<IncidentRow, 'id' | 'number'>;

/** Takes an incident: the bell stops here at once. */
export async function acknowledge({ id, number }: Target, via: DeviceVia = 'window'): Promise<void> {
  if (await command('incident:acknowledge', { id, via })) {
    notify({ tone: 'done', text: i18next.t('notice.acknowledged', { number }) });
  }
}

/** Pages the next step now. */
export async function escalate({ id, number }: Target, via: DeviceVia = 'window'): Promise<void> {
  if (await command('incident:escalate', { id, via })) {
    notify({ tone: 'done', text: i18next.t('notice.escalated', { number }) });
  }
}

/** Ends an incident, and offers the way back. */
export async function resolve({ id, number }: Target, via: DeviceVia = 'window'): Promise<void> {
  if (await command('incident:resolve', { id, via })) {
    notify({
      tone: 'done',
      text: i18next.t('notice.resolved', { number }),
      action: { label: i18next.t('action.reopen'), run: () => void reopen({ id, number }, via) },
    });
  }
}

/** Makes a resolved incident ring again from the first step. */
export async function reopen({ id, number }: Target, via: DeviceVia = 'window'): Promise<void> {
  if (await command('incident:reopen', { id, via })) {
    notify({ tone: 'done', text: i18next.t('notice.reopened', { number }) });
  }
}

/** Makes a change that needs no dialog, and says so. */
export async function change({ id }: Target, name: IncidentCommandName, said: Record<string, unknown>, done: string): Promise<void> {
  if (await command('incident:do', { id, via: 'window', name, said })) {
    notify({ tone: 'done', text: done });
  }
}

/** Lets what is suppressed ring after all. */
export async function letRing({ id, number }: Target): Promise<void> {
  await change({ id, number }, 'unsuppress', {}, i18next.t('suppressed.rang', { number }));
}

/** Opens an incident with the answers to the organisation's form; says what is wrong field by field. */
export async function openIncident(
  answers: NonNullable<RequestArgument<'incident:trigger'>['answers']>,
): Promise<Answers['incident:trigger']> {
  try {
    const result = await bridge().request('incident:trigger', { answers, test: false });
    return result.ok ? result : { ...result, message: saidByEngine(result.message) };
  } catch {
    return { ok: false, message: i18next.t('notice.noAnswer') };
  }
}

/** Opens an address in the system's browser; main decides whether it may. */
export function openLink(url: string): void {
  void command('link:open', { url });
}
