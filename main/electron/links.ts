import { dialog, shell } from 'electron';
import type { CommandResult } from '../../shared/bridge/contract.ts';
import { plainLine } from '../text/plain.ts';
import type { Words } from '../text/words.ts';

let isAsking = false;

/** Opens an address in the person's browser once they have seen it and said yes: payloads are foreign, and so are their links. */
export async function openLink(address: string, words: Words): Promise<CommandResult> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return { ok: false, message: words.link.refused };
  }
  if (isAsking) {
    return { ok: true };
  }
  isAsking = true;
  try {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: words.link.question,
      detail: plainLine(url.href, 400),
      buttons: [words.link.open, words.link.cancel],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response === 0) {
      await shell.openExternal(url.href);
    }
    return { ok: true };
  } catch {
    return { ok: false, message: words.link.failed };
  } finally {
    isAsking = false;
  }
}
