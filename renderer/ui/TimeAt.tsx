import type { ReactElement, ReactNode } from 'react';
import type { Instant } from '../../shared/time/instant.ts';
import { useTimes } from './use-times.ts';

/** Any wording of an instant, with the absolute time and its zone on hover and for machines. */
export function TimeAt({ at, children, className }: { at: Instant; children: ReactNode; className?: string | undefined }): ReactElement {
  const times = useTimes();
  return (
    <time dateTime={new Date(at).toISOString()} title={times.absolute(at)} className={className}>
      {children}
    </time>
  );
}
