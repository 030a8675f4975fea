import type { Subscribing } from '../../shared/workspace/news-texts.ts';
import { HOUR_MS } from '../../shared/time/instant.ts';
import { answerSurface } from './answering.ts';

/** What the sample's shop shows the public. */
export const shopPage = {
  title: 'Example Shop status',
  access: 'public' as 'public' | 'link',
  link: 1,
  services: [{ service: 'checkout', name: 'Payments' }, { service: 'billing' }],
};

/** What a status page of these tests may say. */
export type ShopPage = typeof shopPage & { subscribe?: Subscribing };

/** A relay with a status page; what happens on it is told in words that make what leaks easy to see. */
export async function statusSurface(page: Partial<ShopPage> = {}, beside?: Parameters<typeof answerSurface>[1]) {
  const surface = await answerSurface({}, beside);
  const { ledger, log, server } = surface;
  const define = async (changed: Partial<ShopPage>) => {
    const definition = {
      ...ledger.state.workspace.entries.organisation.get('organisation')?.current,
      statusPage: { ...shopPage, ...page, ...changed },
    };
    const entity = { kind: 'organisation' as const, id: 'organisation' };
    await ledger.write({ type: 'organisation.defined', entity, body: { definition } }, { kind: 'admin' }).durable;
  };
  await define({});
  const write = async (type: string, id: string, body: Record<string, unknown>, person?: string) => {
    const recorded = ledger.write(
      { type, entity: { kind: 'incident', id }, body },
      person === undefined ? { kind: 'engine' } : { kind: 'person', id: person },
    );
    await recorded.durable;
    return recorded.event.id;
  };
  const disturb = async (service = 'checkout', more: Record<string, unknown> = {}) => {
    const id = log.newId();
    const body = { title: 'SECRET-TITLE db1.internal', severity: 'critical', service, policy: { id: 'payments', revision: 1 }, ...more };
    await ledger.write({ type: 'incident.triggered', entity: { kind: 'incident', id }, body }, { kind: 'admin' }).durable;
    return id;
  };
  const release = async (id: string, action: string) => write('action.released', id, { action });
  /** Words proposed for the public; released unless said otherwise. */
  const say = async (id: string, text: string, { kind = 'public-status', released = true } = {}) => {
    const action = await write('action.proposed', id, { kind, text }, 'ana');
    if (released) {
      await release(id, action);
    }
    return action;
  };
  const resolve = async (id: string) => {
    surface.passes(HOUR_MS);
    await write('incident.resolved', id, { epoch: 1, via: 'window' }, 'ana');
  };
  const get = async (url = '/status', language = 'en') => server.inject({ url, headers: { 'accept-language': language } });
  return { ...surface, define, disturb, say, release, resolve, get };
}
