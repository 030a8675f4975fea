import { type FuseConfig, FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** What electron-builder.yml asks for, and what every packaged binary must show. */
const expected: readonly [keyof typeof FuseV1Options, boolean][] = [
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  ['GrantFileProtocolExtraPrivileges', false],
];

/** Reads the fuses back from a packaged app, and throws when one is not as it must be. */
export async function verifyFuses(binary: string): Promise<number> {
  const wrong = wrongFuses(await getCurrentFuseWire(binary));
  if (wrong.length > 0) {
    throw new Error(`${binary} is not safe to ship: ${wrong.join(', ')}. See electronFuses in electron-builder.yml.`);
  }
  return expected.length;
}

export function wrongFuses(wire: FuseConfig<FuseState>): string[] {
  return expected
    .filter(([name, on]) => wire[FuseV1Options[name]] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([name, on]) => `${name} is not ${on ? 'on' : 'off'}`);
}
