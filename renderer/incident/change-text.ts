import type { TFunction } from 'i18next';
import type { TimelineEntry } from '../../shared/bridge/desk.ts';
import { formatDuration } from '../../shared/time/duration.ts';
import { numberIn, policyIn, roleOf, ruleOf, severityOf, stageOf, textIn, viaOf } from './entry-body.ts';
import type { EntryText } from './use-entry-text.ts';

/** What a person or a rule changed about an incident, in words; undefined for an entry of another kind. */
export function changeText({ type, body }: TimelineEntry, t: TFunction, who: string): EntryText | undefined {
  const via = viaOf(body);
  const through = via && t(`incident.timeline.via.${via}`);
  const reason = textIn(body, 'reason') ?? '';
  const rule = ruleOf(body);
  switch (type) {
    case 'incident.snoozed':
      return { headline: t('incident.timeline.event.snoozed', { duration: formatDuration(numberIn(body, 'durationMs') ?? 0) }), through };
    case 'incident.reassigned':
      return { headline: t('incident.timeline.event.reassigned', { who }), through };
    case 'incident.handed-over':
      return { headline: t('incident.timeline.event.handedOver', { who }), through };
    case 'incident.responders-added':
      if (rule === undefined) {
        return { headline: t('incident.timeline.event.respondersAdded', { who }), through };
      }
      return {
        headline:
          who === ''
            ? t('incident.timeline.event.respondersByRuleNobody', { rule })
            : t('incident.timeline.event.respondersByRule', { rule, who }),
      };
    case 'incident.declined':
      return { headline: t('incident.timeline.event.declined', { reason }) };
    case 'incident.severity-changed':
      return { headline: t('incident.timeline.event.severityChanged', { severity: t(`severity.${severityOf(body)}`) }), through };
    case 'incident.priority-changed':
      return { headline: t('incident.timeline.event.priorityChanged', { priority: textIn(body, 'priority') ?? '' }), through };
    case 'incident.stage-changed':
      return { headline: t('incident.timeline.event.stageChanged', { stage: t(`incident.timeline.stage.${stageOf(body)}`) }), through };
    case 'incident.role-assigned':
      return { headline: t('incident.timeline.event.roleAssigned', { who, role: t(`incident.timeline.role.${roleOf(body)}`) }) };
    case 'incident.deadline-set':
      return { headline: t(body['at'] === null ? 'incident.timeline.event.deadlineCleared' : 'incident.timeline.event.deadlineSet') };
    case 'incident.policy-changed':
      return { headline: t('incident.timeline.event.policyChanged', policyIn(body)), through };
    case 'incident.merged':
      return { headline: t('incident.timeline.event.merged'), through };
    case 'incident.unmerged':
      return { headline: t('incident.timeline.event.unmerged'), through };
    case 'incident.blocked':
      return { headline: t('incident.timeline.event.blocked') };
    case 'incident.unblocked':
      return { headline: t('incident.timeline.event.unblocked') };
    case 'incident.unsuppressed':
      return { headline: t('incident.timeline.event.suppressionEnded'), through };
    case 'action.proposed':
      return {
        headline: t('incident.timeline.event.proposed', { what: t(`incident.actions.kind.${kindOf(body)}`) }),
        quote: textIn(body, 'text'),
      };
    case 'action.gated':
      return { headline: t('incident.timeline.event.gated', { who }) };
    case 'action.released':
      return { headline: t('incident.timeline.event.released') };
    case 'action.approved':
      return { headline: t('incident.timeline.event.approved') };
    case 'action.rejected':
      return { headline: t('incident.timeline.event.rejected', { reason }) };
    default:
      return undefined;
  }
}

const kinds = ['customer-update', 'public-status', 'vendor-escalation', 'data-disclosure'] as const;

function kindOf(body: Record<string, unknown>): (typeof kinds)[number] {
  return kinds.find((kind) => kind === body['kind']) ?? 'customer-update';
}
