import { timingSafeEqual } from 'node:crypto';
import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import { DAY_MS } from '../../shared/time/instant.ts';

/** What makes and checks links by which somebody says that a test came. */
export interface TestLinkEdges {
  /** A secret part of an address, the same for the same purpose. */
  secretFor(purpose: string): string;
  publicUrl: string | undefined;
}

const form = /^([0-9a-f]{32})\.([\w-]{32})$/;

/** Where the recipient of a test says that it came; `to` is where it went, for a test proves that address and no other. */
export function testUrl({ secretFor, publicUrl }: TestLinkEdges, delivery: string, to: string): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl}/t/${delivery.replaceAll('-', '')}.${secretFor(purposeOf(delivery, to))}`;
}

function purposeOf(delivery: string, to: string): string {
  return JSON.stringify(['way-test', delivery, to]);
}

/** The delivery a link names, unproven; undefined for what is no such link. */
export function deliveryNamed(token: string): string | undefined {
  const [, id = ''] = form.exec(token) ?? [];
  return id === '' ? undefined : id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether this relay made a link for a test that went to that address, in the last day. */
export function isTestLink(
  token: string,
  { row, to, now }: { row: OutboxRow; to: string; now: number },
  { secretFor }: Pick<TestLinkEdges, 'secretFor'>,
): boolean {
  const [, , given = ''] = form.exec(token) ?? [];
  const right = secretFor(purposeOf(row.delivery.id, to));
  const isOurs = given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
  return isOurs && row.delivery.what === 'test' && now < row.delivery.dueAt + DAY_MS;
}
