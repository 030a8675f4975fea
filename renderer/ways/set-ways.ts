import i18next from 'i18next';
import type { PagingRule, QuietHours } from '../../shared/workspace/person-rules.ts';
import type { WayView } from '../../shared/workspace/way-view.ts';
import { saidByBell } from '../i18n/engine-sentences.ts';
import { attempt, command } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';
import { openWaysForm, type CodeAddress } from '../stores/ways-store.ts';

/** A person's rules in the order they were written. */
export function pagesOf({ rows }: WayView): PagingRule[] {
  return rows.toSorted((a, b) => a.index - b.index).map(({ rule }) => rule);
}

/** Sets the rules and quiet hours; answers why not, or nothing. */
export async function setWays(pages: PagingRule[], quietHours: QuietHours[]): Promise<string | undefined> {
  const result = await attempt('ways:set', { pages, quietHours, own: true });
  return result.ok ? undefined : result.message;
}

/** Takes a rule away, and offers the way back. */
export async function removeRule(view: WayView, index: number, way: string): Promise<void> {
  const before = pagesOf(view);
  const said = { quietHours: view.quietHours, own: true };
  if (await command('ways:set', { ...said, pages: before.toSpliced(index, 1) })) {
    const undo = async (): Promise<void> => {
      if (await command('ways:set', { ...said, pages: before })) {
        notify({ tone: 'done', text: i18next.t('ways.undone') });
      }
    };
    notify({
      tone: 'done',
      text: i18next.t('ways.removed', { way }),
      action: { label: i18next.t('ways.undo'), run: () => void undo() },
    });
  }
}

/** Lets two rules change their delays, and so their places. */
export async function swapRules(view: WayView, one: number, other: number): Promise<void> {
  const pages = pagesOf(view);
  const [first, second] = [pages[one], pages[other]];
  if (first && second) {
    const swapped = pages.with(one, { ...first, afterMs: second.afterMs }).with(other, { ...second, afterMs: first.afterMs });
    if (await command('ways:set', { pages: swapped, quietHours: view.quietHours, own: true })) {
      notify({ tone: 'done', text: i18next.t('ways.saved') });
    }
  }
}

/** Gives the rules back to the workspace file. */
export async function giveBack(view: WayView): Promise<void> {
  if (await command('ways:set', { pages: pagesOf(view), quietHours: view.quietHours, own: false })) {
    notify({ tone: 'done', text: i18next.t('ways.givenBack') });
  }
}

/** Tests every way. */
export async function testWays(): Promise<void> {
  if (await command('ways:test', undefined)) {
    notify({ tone: 'done', text: i18next.t('ways.tested') });
  }
}

/** Sends a code and asks for it. */
export async function sendCode(to: CodeAddress): Promise<void> {
  const { kind, name, address } = to;
  const result = await attempt('ways:code', { kind, name, address });
  if (result.ok) {
    openWaysForm({ kind: 'code', to });
  } else {
    notify({ tone: 'failed', text: saidByBell(result.message) });
  }
}

/** Takes a further address away. */
export async function forgetAddress(name: string): Promise<void> {
  if (await command('ways:forget', { name })) {
    notify({ tone: 'done', text: i18next.t('ways.addresses.removed', { name }) });
  }
}
