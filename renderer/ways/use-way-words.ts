import { useTranslation } from 'react-i18next';
import type { PagingRule } from '../../shared/workspace/person-rules.ts';
import { wayKindOf } from '../../shared/workspace/way-events.ts';
import type { OwnAddress, WayView } from '../../shared/workspace/way-view.ts';
import { useTimes } from '../ui/use-times.ts';

/** The address a rule leads to, as far as the relay said: the one it names, else the first. */
export function addressOf({ channel, to }: PagingRule, { relay }: Pick<WayView, 'relay'>): OwnAddress | undefined {
  if (channel === 'desktop' || channel === 'terminal') {
    return undefined;
  }
  const its = relay?.addresses.filter(
    ({ kind, verifiedAt, codeSent, name }) => kind === wayKindOf(channel) && !(codeSent && name !== undefined && verifiedAt === undefined),
  );
  return its?.find(({ name }) => name === to) ?? its?.find(({ name }) => name === undefined);
}

/** Says a rule in words: its way, its delay, and when it holds. */
export function useWayWords(): {
  way(rule: PagingRule, view: Pick<WayView, 'relay'>): string;
  delay(rule: PagingRule): string;
  holds(rule: PagingRule): string;
} {
  const { t } = useTranslation();
  const times = useTimes();
  return {
    way: (rule, view) => {
      const channel = t(`ways.channel.${rule.channel}`);
      const address = addressOf(rule, view)?.shown;
      return address !== undefined
        ? t('ways.to', { channel, address })
        : rule.to === undefined
          ? channel
          : t('ways.named', { channel, name: rule.to });
    },
    delay: ({ afterMs }) => (afterMs === 0 ? t('ways.atOnce') : t('ways.after', { duration: times.duration(afterMs) })),
    holds: ({ urgency, during }) => `${t(`ways.urgency.${urgency ?? 'any'}`)}, ${t(`ways.during.${during ?? 'any'}`)}`,
  };
}
