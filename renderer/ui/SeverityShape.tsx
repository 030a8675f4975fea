import type { ReactElement } from 'react';
import type { Severity } from '../../shared/log/severity.ts';

/** One outline a severity, told apart without colour: octagon, diamond, triangle, ring. */
const outlines: Record<Severity, string> = {
  critical: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z',
  error: 'M8 .6 15.4 8 8 15.4.6 8z',
  warning: 'M8 1.4 15.4 14.6H.6z',
  info: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2z',
};

const marks: Record<Severity, { path: string; dotY: number }> = {
  critical: { path: 'M8 4v5', dotY: 11.7 },
  error: { path: 'M8 4.4v4.2', dotY: 11.2 },
  warning: { path: 'M8 6.2v4', dotY: 12.5 },
  info: { path: 'M8 7.4v4', dotY: 4.8 },
};

/** The shape of a severity in its colour; decoration beside its word, so hidden from screen readers. */
export function SeverityShape({ severity, size = 16 }: { severity: Severity; size?: number }): ReactElement {
  const { path, dotY } = marks[severity];
  const hollow = severity === 'info';
  const ink = hollow ? 'var(--wb-severity)' : 'var(--wb-ground)';
  return (
    <svg
      data-severity={severity}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      <path
        d={outlines[severity]}
        fill={hollow ? 'none' : 'var(--wb-severity)'}
        stroke="var(--wb-severity)"
        strokeWidth={hollow ? 1.5 : 1}
        strokeLinejoin="round"
      />
      <path d={path} stroke={ink} strokeWidth="1.8" strokeLinecap="round" />
      <circle cx="8" cy={dotY} r="1.05" fill={ink} />
    </svg>
  );
}
