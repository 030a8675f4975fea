import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Maintenance } from '../../shared/noise/maintenance.ts';
import { HOUR_MS } from '../../shared/time/instant.ts';
import type { LocalWindow } from '../../shared/time/local-window.ts';
import { ChoiceField } from '../change/ChoiceField.tsx';
import { OneWindow } from '../rotations/HoursFields.tsx';
import { nowInstant } from '../stores/clock-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import type { NoisePrefill } from '../stores/noise-store.ts';
import { useMyZone } from '../ui/use-locale.ts';
import { fieldText, instantOfField } from '../ui/wall-clock.ts';
import { MatchList } from './MatchList.tsx';
import css from './NoiseForm.module.css';
import { NextTimes } from './NextTimes.tsx';
import { NoiseForm } from './NoiseForm.tsx';
import { useDefine } from './use-define.ts';
import { useMatchPreview } from './use-match-preview.ts';

function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const rhythms = ['once', 'weekly'] as const;
const tuesdayNight: LocalWindow = { days: ['tue'], from: '02:00', until: '04:00' };

/** A new maintenance window: of which services, once or every week, and the next times it lasts. */
export function MaintenanceForm({ prefill }: { prefill: NoisePrefill }): ReactElement {
  const { t } = useTranslation();
  const mine = useMyZone() ?? systemZone();
  const everyService = useDesk((desk) => desk.services);
  const zones = useMemo(() => [...new Set([mine, 'UTC', ...Intl.supportedValuesOf('timeZone')])], [mine]);
  const [name, setName] = useState(prefill.name ?? '');
  const [services, setServices] = useState<string[]>([]);
  const [opened, setOpened] = useState(false);
  const [rhythm, setRhythm] = useState<(typeof rhythms)[number]>('once');
  const [from, setFrom] = useState(() => fieldText(nowInstant() + HOUR_MS, mine));
  const [until, setUntil] = useState(() => fieldText(nowInstant() + 3 * HOUR_MS, mine));
  const [during, setDuring] = useState(tuesdayNight);
  const [zone, setZone] = useState(mine);
  const [tried, setTried] = useState(false);
  const { problem, sending, define } = useDefine('maintenance');

  const span = { from: instantOfField(from, mine), until: instantOfField(until, mine) };
  const isBackwards = span.from !== undefined && span.until !== undefined && span.from >= span.until;
  const once = span.from !== undefined && span.until !== undefined && !isBackwards ? { from: span.from, until: span.until } : undefined;
  const isEmpty = during.from === during.until;
  const when: Pick<Maintenance, 'once' | 'weekly'> | undefined =
    rhythm === 'once' ? once && { once } : isEmpty ? undefined : { weekly: { during, zone } };
  const weekly = rhythm === 'weekly' && !isEmpty ? { during, zone } : undefined;
  const preview = useMatchPreview(services.length === 0 && !weekly ? undefined : { services, ...(weekly ? { weekly } : {}) });
  const next = preview && 'next' in preview ? (preview.next ?? []) : [];
  const send = (): void => {
    setTried(true);
    if (name.trim() !== '' && services.length > 0 && when) {
      define({ name: name.trim(), services, ...when }, t('noise.maintenance.made', { name: name.trim() }));
    }
  };
  const missing = tried && !once ? t(isBackwards ? 'noise.form.backwards' : 'noise.form.needTime') : undefined;
  return (
    <NoiseForm kind="maintenance" problem={problem} sending={sending} onSubmit={send}>
      <TextInput
        label={t('noise.form.name')}
        placeholder={t('noise.form.maintenance.namePlaceholder')}
        value={name}
        maxLength={200}
        data-autofocus
        error={tried && name.trim() === '' ? t('noise.form.needName') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <MultiSelect
        label={t('noise.form.services')}
        data={everyService.map(({ id, name: label }) => ({ value: id, label }))}
        value={services}
        searchable
        openOnFocus={false}
        dropdownOpened={opened}
        onDropdownOpen={() => setOpened(true)}
        onDropdownClose={() => setOpened(false)}
        hidePickedOptions
        error={tried && services.length === 0 ? t('noise.form.needService') : undefined}
        onChange={(chosen) => {
          setOpened(false);
          setServices(chosen);
        }}
      />
      <ChoiceField
        label={t('noise.form.rhythm')}
        options={rhythms.map((value) => ({ value, label: t(`noise.rhythm.${value}`) }))}
        value={rhythm}
        onChange={setRhythm}
      />
      {rhythm === 'once' ? (
        <div className={css['pair']}>
          <TextInput
            type="datetime-local"
            label={t('noise.form.from')}
            value={from}
            error={missing}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('noise.form.untilMoment')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
      ) : (
        <>
          <OneWindow window={during} number={1} onChange={setDuring} />
          <Select
            label={t('noise.form.zone')}
            description={tried && isEmpty ? t('noise.form.backwards') : undefined}
            data={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            value={zone}
            searchable
            limit={40}
            allowDeselect={false}
            onChange={(value) => setZone(value ?? mine)}
          />
        </>
      )}
      {rhythm === 'weekly' && <NextTimes next={next} zone={zone} />}
      <MatchList preview={services.length === 0 ? undefined : preview} />
    </NoiseForm>
  );
}
