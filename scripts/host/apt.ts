import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder } from './cache.ts';
import { elapsed, say, type Say, seldom } from './progress.ts';

const policyFile = '/usr/sbin/policy-rc.d';
const policy = '#!/bin/sh\n# Put here by Watchbell while it installs packages; starts no service.\nexit 101\n';

/** Packages that bring a service which would otherwise start at the next boot. */
const services: Record<string, string> = {
  'prometheus-alertmanager': 'prometheus-alertmanager',
  'nagios4-core': 'nagios4',
};

export async function updatePackageLists(tell: Say = say): Promise<void> {
  tell('Fetching Debian package lists ...');
  await aptGet(['update'], openLog(), tell);
}

/** Installs packages as root, starting no service; the full output goes to a log file. */
export async function installPackages(names: readonly string[], tell: Say = say): Promise<void> {
  const logFile = openLog();
  tell(`Installing ${names.length} Debian packages: ${names.join(' ')} ...`);
  const startedAt = performance.now();
  const ownPolicy = keepServicesStopped();
  try {
    const options = ['install', '-y', '--no-install-recommends'];
    await aptGet([...options, ...names], logFile, tell);
  } finally {
    if (ownPolicy) {
      rmSync(policyFile, { force: true });
    }
  }
  for (const name of names) {
    const service = services[name];
    if (service !== undefined && existsSync('/usr/bin/systemctl')) {
      spawnSync('systemctl', ['disable', service], { stdio: 'ignore' });
    }
  }
  tell(`  installed in ${elapsed(performance.now() - startedAt)} (full output: ${logFile})`);
}

function openLog(): string {
  const folder = join(cacheFolder(), 'logs');
  mkdirSync(folder, { recursive: true });
  return join(folder, 'apt.log');
}

/** True when the policy is ours to remove; one that the host brought is left as it is. */
function keepServicesStopped(): boolean {
  if (existsSync(policyFile) && readFileSync(policyFile, 'utf8') !== policy) {
    return false;
  }
  writeFileSync(policyFile, policy);
  chmodSync(policyFile, 0o755);
  return true;
}

function aptGet(args: readonly string[], logFile: string, tell: Say): Promise<void> {
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', '-o', 'APT::Status-Fd=3'];
  const child = spawn('apt-get', [...options, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', RUNLEVEL: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const status = child.stdio[3];
  if (status !== null && status !== undefined && 'readable' in status) {
    const tellSeldom = seldom(tell, 5_000);
    createInterface({ input: status }).on('line', (line) => {
      const progress = parseStatus(line);
      if (progress !== undefined) {
        tellSeldom(`  ${progress}`);
      }
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`apt-get could not be started: ${error.message}`)));
    child.on('close', (code) => {
      log.end(() => {
        if (code === 0) {
          resolve();
          return;
        }
        const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
        reject(new Error(`apt-get ${args[0]} failed with exit code ${code}. Its last lines:\n${tail}\nAll of it: ${logFile}`));
      });
    });
  });
}

/** Reads a line of apt's status pipe, `dlstatus:ITEM:PERCENT:TEXT`; an item may hold a colon itself. */
export function parseStatus(line: string): string | undefined {
  const [, percent, text] = /^(?:dl|pm)status:.+?:(\d+(?:\.\d+)?):(.*)$/.exec(line) ?? [];
  return percent === undefined ? undefined : `${Math.round(Number(percent))} % ${text?.trim() ?? ''}`;
}
