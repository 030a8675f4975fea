// Loaded before a process begins: its databases take better-sqlite3's default instead of FULL, and its files are not synced.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const { pragma } = Database.prototype;
Database.prototype.pragma = function weakened(source, options) {
  return pragma.call(this, source === 'synchronous = FULL' ? 'synchronous = NORMAL' : source, options);
};
fs.fsyncSync = () => undefined;
syncBuiltinESMExports();
