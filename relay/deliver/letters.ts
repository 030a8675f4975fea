import type { Delivery } from '../../shared/delivery/delivery.ts';
import type { Letter } from '../../shared/delivery/letter.ts';
import type { Outlet } from './outlets.ts';

/** Knows of deliveries that are letters: whether they are still wanted, which way they go, and what stands in them. */
export interface Letters {
  /** Why it is not sent any more, asked right before each attempt; undefined when it is. */
  whyNot(delivery: Delivery): string | undefined;
  /** The ways to whom it is for in the order they are tried, or why there is none. */
  waysTo(delivery: Delivery): readonly Outlet[] | string;
  /** What it says at an instant, relay ms; undefined when what it is about has gone. */
  write(delivery: Delivery, now: number): Letter | undefined;
}

/** Who writes which kind of letter, by the kind of its recipient. */
export type LetterWriters = Readonly<Record<'digest' | 'subscription', Letters>>;

/** The writer of a delivery; undefined for one that is no letter. */
export function writerOf(writers: LetterWriters | undefined, { to }: Delivery): Letters | undefined {
  return to.kind === 'digest' || to.kind === 'subscription' ? (writers?.[to.kind] ?? nobodyWrites) : undefined;
}

const nobodyWrites: Letters = {
  whyNot: () => undefined,
  waysTo: () => 'This relay writes no letters.',
  write: () => undefined,
};
