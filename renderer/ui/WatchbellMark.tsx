import type { ReactElement } from 'react';

/** The mark of the product: a ship's bell in the accent. */
export function WatchbellMark({ size = 28 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <rect width="28" height="28" rx="7" fill="#0b6477" />
      <path d="M14 5v2" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
      <path
        d="M14 7c-3.8 0-5.6 2.7-5.6 6.2 0 3.2-.9 4.8-2 6-.4.4-.1 1 .5 1h14.2c.6 0 .9-.6.5-1-1.1-1.2-2-2.8-2-6C19.6 9.7 17.8 7 14 7z"
        fill="#fff"
      />
      <path d="M11.9 21.4a2.2 2.2 0 0 0 4.2 0" stroke="#fff" strokeWidth="1.6" strokeLinecap="round" fill="none" />
    </svg>
  );
}
