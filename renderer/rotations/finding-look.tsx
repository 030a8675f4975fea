import { IconAlertTriangleFilled, IconCircleCheck, IconInfoSquareRounded } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { isHole, type Finding } from '../../shared/coverage/finding.ts';

/** The shape of a finding: a filled triangle where somebody would not be woken, a square for what is only unwise, a tick for neither. */
export function FindingShape({ finding, size = 15 }: { finding?: Finding | undefined; size?: number }): ReactElement {
  if (!finding) {
    return <IconCircleCheck size={size} stroke={1.8} aria-hidden />;
  }
  return isHole(finding) ? (
    <IconAlertTriangleFilled size={size} aria-hidden />
  ) : (
    <IconInfoSquareRounded size={size} stroke={1.8} aria-hidden />
  );
}
