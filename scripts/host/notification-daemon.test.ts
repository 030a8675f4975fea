import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { programOf } from './notification-daemon.ts';

it('finds the program that a service file starts', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'watchbell-service-')), 'x.service');
  writeFileSync(file, '[D-BUS Service]\nName=org.x\nExec=/usr/lib/x/xd --flag\n');
  expect(programOf(file)).toBe('/usr/lib/x/xd');
});

it('says what to install when there is no daemon', () => {
  expect(() => programOf('/nowhere/x.service')).toThrow('Install xfce4-notifyd.');
});
