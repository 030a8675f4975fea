import { UpMessage } from '../../shared/protocol/up.ts';

/** What a desktop says in a frame; undefined for what is no message of the wire's. */
export function parseUp(frame: string): UpMessage | undefined {
  try {
    const parsed = UpMessage.safeParse(JSON.parse(frame));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
