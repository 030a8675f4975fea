import { shell } from 'electron';
import type { CommandResult } from '../../shared/bridge/contract.ts';
import { plainLine } from '../text/plain.ts';
import type { Words } from '../text/words.ts';
import { ask } from './ask.ts';

/** Opens an address in the person's browser once they have seen it and said yes: payloads are foreign, and so are their links. */
export async function openLink(address: string, words: Words): Promise<CommandResult> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return { ok: false, message: words.link.refused };
  }
  const { question: message, open: yes, cancel: no } = words.link;
  try {
    if (await ask({ type: 'question', message, detail: plainLine(url.href, 400), yes, no, enterMeans: 'yes' })) {
      await shell.openExternal(url.href);
    }
    return { ok: true };
  } catch {
    return { ok: false, message: words.link.failed };
  }
}
