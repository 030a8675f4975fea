import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { Id } from '../../shared/log/envelope.ts';
import { yamlValue } from '../access/yaml-value.ts';

/** The file in a relay's data folder with what is needed to believe replies. */
export const replySettingsFile = 'answers.yaml';

const secret = z.string().min(8, 'is too short to be a secret').max(500);
/** Two while one is being replaced by the other. */
const secrets = z.array(secret).min(1).max(5);

/** Schema of the reply settings. */
export const ReplySettings = z.strictObject({
  /** What short messages and telephone calls are written and spoken in. */
  language: z.enum(['en', 'fr']).default('en'),
  twilio: z.strictObject({ authTokens: secrets }).optional(),
  slack: z.strictObject({ signingSecrets: secrets }).optional(),
  mattermost: z.strictObject({}).optional(),
  /** Who is who in a chat, by person. */
  chatUsers: z
    .record(Id, z.strictObject({ slack: z.string().min(1).max(100).optional(), mattermost: z.string().min(1).max(100).optional() }))
    .default({}),
});
/** What is needed to believe replies: secrets of providers, and who is who in a chat. */
export type ReplySettings = z.infer<typeof ReplySettings>;

/** A file of reply settings that must not be used. It names places and never says what stands there. */
export class BadReplySettings extends RangeError {}

/** Reads the settings of replies; those of a relay that takes none when there is no file. Throws BadReplySettings. */
export function readReplySettings(folder: string): ReplySettings {
  const file = join(folder, replySettingsFile);
  if (!existsSync(file)) {
    return ReplySettings.parse({});
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new BadReplySettings(`${file} holds secrets and others may read it. Run: chmod 600 ${file}`);
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    throw new BadReplySettings(`${file}:${lines.linePos(error.pos[0]).line}: this is not YAML (${error.code}).`);
  }
  const read = yamlValue(document);
  if ('problem' in read) {
    throw new BadReplySettings(`${file}: ${read.problem}`);
  }
  const parsed = ReplySettings.safeParse(read.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadReplySettings(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not valid'}.`);
  }
  return parsed.data;
}
