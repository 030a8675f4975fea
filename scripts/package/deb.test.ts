import { expect, it } from 'vitest';
import { control, debianArchitecture } from './deb.ts';

const manifest = {
  name: 'watchbell',
  version: '1.2.3',
  description: 'A bell.',
  author: 'The authors',
  license: 'MIT',
  main: './out/main/index.cjs',
};

it('names the architecture as Debian does', () => {
  expect([debianArchitecture('x64'), debianArchitecture('arm64')]).toEqual(['amd64', 'arm64']);
  expect(() => debianArchitecture('ia32')).toThrow('Package on x64 or arm64.');
});

it('writes a control file that dpkg accepts', () => {
  const lines = control(manifest, 'amd64', 12).split('\n');
  expect(lines).toContain('Version: 1.2.3');
  expect(lines).toContain('Architecture: amd64');
  expect(lines).toContain('Installed-Size: 12');
  expect(lines.filter((line) => line !== '').every((line) => /^([A-Z][A-Za-z-]+: | )/.test(line))).toBe(true);
});
