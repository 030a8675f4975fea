/** Of what most incidents have nothing of: one list and one record for all of them, so that many open incidents stay small (P9). */
export const none: readonly never[] = Object.freeze([]);
/** As `none`, of what is told by name. */
export const nothing: Readonly<Record<string, never>> = Object.freeze({});
