// The least a durable intake must do: HTTP, JSON.parse, an event row and an incident row, answered after the commit. Started as a
// process of its own; `node least-server.ts FILE each` commits each request by itself.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';

const [file = '', mode = 'turn'] = process.argv.slice(2);
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`CREATE TABLE events (seq INTEGER PRIMARY KEY, key TEXT NOT NULL, body TEXT NOT NULL);
         CREATE TABLE incidents (key TEXT PRIMARY KEY, count INTEGER NOT NULL, body TEXT NOT NULL);`);
const event = db.prepare('INSERT INTO events (key, body) VALUES (?, ?)');
const incident = db.prepare('INSERT INTO incidents (key, count, body) VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET count = count + 1');
const write = db.transaction((alerts: readonly { key: string; body: string }[]) => {
  for (const { key, body } of alerts) {
    event.run(key, body);
    incident.run(key, body);
  }
});

interface Alert {
  dedup_key?: string;
  fingerprint?: string;
}

let waiting: { alerts: { key: string; body: string }[]; response: ServerResponse }[] = [];
function commit(): void {
  const now = waiting;
  waiting = [];
  write(now.flatMap(({ alerts }) => alerts));
  now.forEach(({ response }) => response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"success"}'));
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString('utf8');
    const parsed = JSON.parse(text) as Alert & { alerts?: Alert[] };
    const alerts = (parsed.alerts ?? [parsed]).map((alert) => ({
      key: alert.dedup_key ?? alert.fingerprint ?? '',
      body: parsed.alerts ? JSON.stringify(alert) : text,
    }));
    waiting.push({ alerts, response });
    if (mode === 'each') {
      commit();
    } else if (waiting.length === 1) {
      setImmediate(commit);
    }
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`));
