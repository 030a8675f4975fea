import type { Named } from '../../../shared/queue/row.ts';

/** The night every scenario happens in: Monday 23 November 2026, 03:12 in UTC, 04:12 in Paris. */
export const now = Date.parse('2026-11-23T03:12:00Z');

export const ana: Named = { id: 'ana', name: 'Ana Ferreira' };
export const bo: Named = { id: 'bo', name: 'Bo Lindqvist' };
export const chloe: Named = { id: 'chloe', name: 'Chloé Marchand' };
export const dev: Named = { id: 'dev', name: 'Dev Patel' };

export const payments: Named = { id: 'payments', name: 'Payments' };
export const checkout: Named = { id: 'checkout', name: 'Checkout' };
export const ledger: Named = { id: 'ledger', name: 'Ledger' };
export const search: Named = { id: 'search', name: 'Search' };
export const edge: Named = { id: 'edge', name: 'Edge network' };

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const days = (count: number): number => count * 86_400_000;
