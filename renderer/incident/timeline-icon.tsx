import {
  IconArrowBackUp,
  IconArrowBigUpLines,
  IconBell,
  IconBellOff,
  IconBellPlus,
  IconBellRinging,
  IconBellX,
  IconCheck,
  IconCircleDot,
  IconClockExclamation,
  IconMessage2,
  IconStairsUp,
  IconUserCheck,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/bridge/desk.ts';
import type { IncidentEventType } from '../../shared/incident/incident-events.ts';

const icons: Record<IncidentEventType, ComponentType<{ size: number; 'aria-hidden': true }>> = {
  'incident.triggered': IconBellRinging,
  'incident.alerted': IconBellPlus,
  'incident.acknowledged': IconUserCheck,
  'incident.unacknowledged': IconClockExclamation,
  'incident.escalated': IconArrowBigUpLines,
  'incident.annotated': IconMessage2,
  'incident.resolved': IconCheck,
  'incident.reopened': IconArrowBackUp,
  'step.fired': IconStairsUp,
  'notification.sent': IconBell,
  'notification.failed': IconBellX,
  'notification.suppressed': IconBellOff,
  'notification.missed': IconBellX,
};

/** The picture of an entry's kind. */
export function iconOfEntry(entry: Pick<TimelineEntry, 'type'>): ReactNode {
  const Icon = (icons as Partial<Record<string, (typeof icons)[IncidentEventType]>>)[entry.type] ?? IconCircleDot;
  return <Icon size={14} aria-hidden />;
}
