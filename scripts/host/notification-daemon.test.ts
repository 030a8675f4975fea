import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { programOf } from './notification-daemon.ts';

it('finds the program that a service file starts', () => {
  const file = join(temporaryFolder(), 'x.service');
  writeFileSync(file, '[D-BUS Service]\nName=org.x\nExec=/usr/lib/x/xd --flag\n');
  expect(programOf(file)).toBe('/usr/lib/x/xd');
});

it('says what to install when there is no daemon', () => {
  expect(() => programOf('/nowhere/x.service')).toThrow('Install xfce4-notifyd.');
});
