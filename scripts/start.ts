import { join } from 'node:path';
import { type Child, describeExit, stopChildren } from './host/children.ts';
import { ensurePackages } from './host/debian.ts';
import { ensureDisplay, isHeadless } from './host/display.ts';
import { findElectron } from './host/electron-runtime.ts';
import { say } from './host/progress.ts';
import { claimFolder } from './start/claim.ts';
import { buildApp } from './start/app-build.ts';
import { dataFolder } from './start/data-folder.ts';
import { desktopName, startDesktopApp } from './start/desktop.ts';
import { type Relay, startRelay } from './start/relay.ts';
import { incidentNumber, monitoringKey, sendSampleAlert } from './start/sample-alert.ts';
import { acknowledgeCommand, tellWhatToDo } from './start/welcome.ts';

let ending = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void end(0, '\nStopping ...');
  });
}

try {
  const [child, exit] = await firstToEnd(await start());
  const wasQuit = child.name === desktopName && exit.code === 0;
  const lines = [`${child.name} ${describeExit(exit)}. Its last lines:`, ...child.lastLines()];
  await end(wasQuit ? 0 : 1, wasQuit ? 'The desktop app was quit.' : lines.join('\n  '));
} catch (error) {
  await end(1, error instanceof Error ? error.message : String(error));
}

async function start(): Promise<Child[]> {
  const data = dataFolder();
  claimFolder(data);
  if (isHeadless()) {
    await ensurePackages(['run']);
  }
  const electron = await findElectron();
  await buildApp();
  const display = await ensureDisplay();
  const relay = await startRelay(join(data, 'relay'), say);
  const key = monitoringKey(relay.credentials.integrations);
  tellWhatToDo({ relay, key, data, isVirtual: display.virtual }, say);
  const desktop = await startDesktopApp({
    electron: electron.path,
    display,
    relay,
    data: join(data, 'desktop'),
    tell: say,
  });
  if (display.virtual) {
    await tellSampleAlert(relay, key);
  }
  return [relay.child, desktop];
}

/** Gives the story its beginning where nobody watches the window. */
async function tellSampleAlert(relay: Relay, key: string): Promise<void> {
  const number = await incidentNumber(relay.url, relay.credentials.adminToken, await sendSampleAlert(relay.url, key));
  say(`A sample alert was sent. Acknowledge it from another terminal: ${acknowledgeCommand(number, relay)}`);
}

function firstToEnd(children: readonly Child[]): Promise<[Child, Awaited<Child['exited']>]> {
  return Promise.race(children.map(async (child): Promise<[Child, Awaited<Child['exited']>]> => [child, await child.exited]));
}

/** Ends once, however many reasons arrive: what is stopped on purpose also looks like it died. */
async function end(code: number, reason: string): Promise<void> {
  if (ending) {
    return;
  }
  ending = true;
  say(reason);
  await stopChildren();
  process.exit(code);
}
