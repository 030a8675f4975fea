/** A part of a workspace file as a story writes it; JSON is YAML. */
export type FilePart = Record<string, unknown>;

const people: Record<string, FilePart> = {
  ana: { name: 'Ana', role: 'responder', zone: 'Europe/Lisbon' },
  bo: { name: 'Bo', role: 'responder', zone: 'Europe/Stockholm' },
  sam: { name: 'Sam', role: 'responder', zone: 'Europe/Paris' },
  dana: { name: 'Dana', role: 'responder', zone: 'Europe/Paris' },
  lea: { name: 'Léa', role: 'lead', zone: 'Europe/Paris' },
};

/**
 * A shop's workspace file around the one policy a story is about: Ana first on call, Bo her backup, Sam the senior, Dana the
 * specialist, Léa the lead and last resort. `more` adds to each section of the file or changes single entries of it.
 */
export function shop(policy: FilePart, more: Record<string, Record<string, unknown>> = {}): string {
  const file: Record<string, Record<string, unknown>> = {
    organisation: { name: 'Example Shop', catchAll: { notify: ['person:lea'], repeatEvery: '10m' } },
    people,
    teams: { shop: { name: 'Shop', members: ['ana', 'bo'], lead: 'lea' } },
    channels: { 'major-incident': { name: '#major-incident' } },
    policies: { payments: { name: 'Payments', ...policy } },
    services: { checkout: { name: 'Checkout', team: 'shop', policy: 'payments' } },
    integrations: { monitoring: { name: 'Monitoring', service: 'checkout' } },
  };
  for (const [section, entries] of Object.entries(more)) {
    const known = file[section] ?? {};
    const merged = Object.entries(entries).map(([id, entry]) => [id, isPart(entry) ? { ...partOf(known[id]), ...entry } : entry]);
    file[section] = { ...known, ...Object.fromEntries(merged) };
  }
  return JSON.stringify(file);
}

function isPart(value: unknown): value is FilePart {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partOf(value: unknown): FilePart {
  return isPart(value) ? value : {};
}
