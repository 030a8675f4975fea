import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { readReplySettings, replySettingsFile } from './reply-settings.ts';

const secret = 'planted-secret-that-nobody-may-see';

function settingsOf(text: string, mode = 0o600) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, replySettingsFile), text);
  chmodSync(join(folder, replySettingsFile), mode);
  return () => readReplySettings(folder);
}

it('[ANS18] reads what makes replies believed, and takes none without a file', () => {
  expect(readReplySettings(temporaryFolder())).toEqual({ language: 'en', chatUsers: {} });
  const read = settingsOf(`language: fr\ntwilio:\n  authTokens: [${secret}]\nchatUsers:\n  ana: { slack: U0ANA }\n`);
  expect(read()).toEqual({ language: 'fr', twilio: { authTokens: [secret] }, chatUsers: { ana: { slack: 'U0ANA' } } });
});

it('[ANS18] says of a file that must not be used where and what to do, and never what stands in it', () => {
  const bad = [
    settingsOf(`twilio: { authTokens: ["${secret}" }`),
    settingsOf(`twilio: { authTokens: "${secret}" }`),
    settingsOf(`twilio: { authToken: ["${secret}"] }`),
    settingsOf(`slack: { signingSecrets: [short] }`),
    settingsOf(`twilio: { authTokens: ["${secret}"] }`, 0o644),
    settingsOf(`twilio: { authTokens: [ *${secret} ] }`),
  ];
  const said = bad.map((read) => {
    try {
      read();
      return 'read';
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(said.map((message) => message.replace(/^[^ ]*answers\.yaml/, ''))).toEqual([
    expect.stringMatching(/^:1: this is not YAML/),
    expect.stringMatching(/^: twilio\.authTokens: /),
    expect.stringMatching(/^: twilio/),
    expect.stringContaining('too short'),
    expect.stringContaining('chmod 600'),
    expect.stringMatching(/^: an alias .* leads nowhere/),
  ]);
  expect(said.join()).not.toContain(secret);
});
