import type { ReactElement } from 'react';

/** The bell at rest: what the queue shows when nothing rings. */
export function RestingBell({ size = 72 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 72 72" fill="none" aria-hidden="true" focusable="false">
      <circle cx="36" cy="36" r="35" fill="var(--wb-accent-ground)" />
      <path d="M36 14v5" stroke="var(--wb-accent)" strokeWidth="2.5" strokeLinecap="round" />
      <path
        d="M36 19c-8.6 0-13 6.2-13 14.5 0 7.6-2 11.3-4.6 14.2-.9 1-.2 2.3 1.1 2.3h33c1.3 0 2-1.3 1.1-2.3C51 44.8 49 41.1 49 33.5 49 25.2 44.6 19 36 19z"
        fill="var(--wb-ground)"
        stroke="var(--wb-accent)"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      <path d="M31.5 50.5a4.6 4.6 0 0 0 9 0" stroke="var(--wb-accent)" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M29.5 34c0-4.2 1.7-7.3 4.5-8.6" stroke="var(--wb-accent)" strokeWidth="2" strokeLinecap="round" opacity=".55" />
    </svg>
  );
}
