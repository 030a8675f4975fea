import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What a person has written of a handoff, before offering it. */
export interface Written {
  note: string;
  to?: string | undefined;
  /** By incident. */
  lines: Record<string, string>;
}

interface Drafts {
  drafts: Record<string, Written>;
}

/** Half-written handoffs by schedule and shift, kept on this computer until they are offered. */
export const useDrafts = create<Drafts>()(persist<Drafts>(() => ({ drafts: {} }), { name: 'watchbell.handoff', version: 1 }));

const nothing: Written = { note: '', lines: {} };

/** Which draft belongs to a shift. */
export function draftKey(schedule: string, from: number): string {
  return `${schedule} ${from}`;
}

/** What is written for a shift so far. */
export function useWritten(key: string): Written {
  return useDrafts(({ drafts }) => drafts[key] ?? nothing);
}

/** Keeps what was written. */
export function write(key: string, change: Partial<Written>): void {
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: { ...nothing, ...drafts[key], ...change } } }));
}

/** Forgets a draft: it was offered. */
export function forget(key: string): void {
  useDrafts.setState(({ drafts }) => ({ drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== key)) }));
}
