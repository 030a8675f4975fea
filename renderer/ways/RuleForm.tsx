import { Select } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { OutsideChannel } from '../../shared/incident/incident-events.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import type { PagingRule } from '../../shared/workspace/person-rules.ts';
import { wayKindOf } from '../../shared/workspace/way-events.ts';
import type { WayView } from '../../shared/workspace/way-view.ts';
import { ChoiceField } from '../change/ChoiceField.tsx';
import { closeWaysForm } from '../stores/ways-store.ts';
import { FormFrame } from '../ui/FormFrame.tsx';
import { useTimes } from '../ui/use-times.ts';
import { pagesOf } from './set-ways.ts';
import { useSetWays } from './use-set-ways.ts';

const delays = [0, 1, 2, 3, 5, 10, 15, 20, 30, 60].map((minutes) => minutes * MINUTE_MS);
const fresh: PagingRule = { channel: 'sms', afterMs: 0 };

/** One way: by what, to which address, after how long, for what urgency, and whether in quiet hours. */
export function RuleForm({ view, index }: { view: WayView; index: number | undefined }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const pages = pagesOf(view);
  const before = index === undefined ? undefined : pages[index];
  const [rule, setRule] = useState<PagingRule>(before ?? fresh);
  const { problem, sending, set } = useSetWays();
  const change = (part: Partial<PagingRule>): void => setRule((known) => ({ ...known, ...part }));
  const outside = OutsideChannel.safeParse(rule.channel);
  const kind = outside.success ? wayKindOf(outside.data) : undefined;
  const addresses = kind === 'mail' || kind === 'phone' ? named(view, kind) : [];
  const channels = [...OutsideChannel.options, ...(before && !OutsideChannel.safeParse(before.channel).success ? [before.channel] : [])];
  const offered = delays.includes(rule.afterMs) ? delays : [...delays, rule.afterMs].toSorted((a, b) => a - b);
  const send = (): void => {
    const { to, urgency, during, ...rest } = rule;
    const said: PagingRule = {
      ...rest,
      ...(to !== undefined && addresses.some(({ value }) => value === to) ? { to } : {}),
      ...(urgency === undefined ? {} : { urgency }),
      ...(outside.success && during !== undefined ? { during } : {}),
    };
    set(index === undefined ? [...pages, said] : pages.with(index, said), view.quietHours);
  };
  return (
    <FormFrame
      text={t('ways.form.text')}
      send={t('ways.form.send')}
      problem={problem}
      sending={sending}
      onSubmit={send}
      onCancel={closeWaysForm}
    >
      <Select
        label={t('ways.form.channel')}
        data={channels.map((value) => ({ value, label: t(`ways.channel.${value}`) }))}
        value={rule.channel}
        allowDeselect={false}
        data-autofocus
        onChange={(value) => value !== null && change({ channel: value, to: undefined })}
      />
      {addresses.length > 0 && (
        <Select
          label={t('ways.form.address')}
          data={[{ value: '', label: first(view, kind) ?? t('ways.form.firstAddress') }, ...addresses]}
          value={rule.to ?? ''}
          allowDeselect={false}
          onChange={(value) => change({ to: value === null || value === '' ? undefined : value })}
        />
      )}
      <Select
        label={t('ways.form.after')}
        data={offered.map((ms) => ({ value: String(ms), label: ms === 0 ? t('ways.atOnce') : times.duration(ms) }))}
        value={String(rule.afterMs)}
        allowDeselect={false}
        onChange={(value) => value !== null && change({ afterMs: Number(value) })}
      />
      <ChoiceField
        label={t('ways.form.urgency')}
        options={(['any', 'high', 'low'] as const).map((value) => ({ value, label: t(`ways.form.${value}`) }))}
        value={rule.urgency ?? 'any'}
        onChange={(value) => change({ urgency: value === 'any' ? undefined : value })}
      />
      {outside.success && (
        <ChoiceField
          label={t('ways.form.during')}
          options={[
            { value: 'any', label: t('ways.form.always') },
            { value: 'quiet-hours', label: t('ways.form.quiet') },
            { value: 'other-hours', label: t('ways.form.other') },
          ]}
          value={rule.during ?? 'any'}
          onChange={(value) => change({ during: value === 'any' ? undefined : value })}
        />
      )}
    </FormFrame>
  );
}

/** The further addresses of a kind that may be used: those that are verified, and those a file gave. */
function named({ relay }: WayView, kind: 'mail' | 'phone'): { value: string; label: string }[] {
  return (relay?.addresses ?? []).flatMap((each) =>
    each.kind === kind && each.name !== undefined && (each.verifiedAt !== undefined || !each.codeSent)
      ? [{ value: each.name, label: `${each.shown ?? ''} (${each.name})` }]
      : [],
  );
}

function first({ relay }: WayView, kind: string | undefined): string | undefined {
  return relay?.addresses.find((each) => each.kind === kind && each.name === undefined)?.shown;
}
