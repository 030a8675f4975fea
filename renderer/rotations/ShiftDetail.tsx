import { Button, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock } from '../stores/clock-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { FindingShape } from './finding-look.tsx';
import { PersonMark } from './PersonMark.tsx';
import { openRotationDialog, type RotationDialog } from './rotation-dialog-store.ts';
import type { Bar } from './rows.ts';
import css from './ShiftDetail.module.css';
import { useShown } from './shown.ts';
import { useFindingText } from './use-finding-text.ts';
import { useLayerName } from './use-layer-name.ts';

/** A watch or a gap: who has it and why, what is wrong with it, and what one may do about it. */
export function ShiftDetail({ bar }: { bar: Bar }): ReactElement {
  const { t } = useTranslation();
  const { view, span } = useShown();
  const text = useFindingText();
  const layerName = useLayerName();
  const layer = view.layers.find(({ id }) => id === bar.layer);
  const cause =
    bar.kind === 'gap'
      ? t('rotations.shift.gap')
      : bar.override !== undefined
        ? t('rotations.shift.override')
        : layer && t('rotations.shift.turn', { layer: layerName(layer) });
  const choices = useChoices(bar);
  return (
    <Stack gap="sm" className={css['shift']}>
      {bar.person ? <PersonMark person={bar.person} /> : <b>{t('rotations.nobody')}</b>}
      <p>{span(bar)}</p>
      {cause !== undefined && <p className={css['soft']}>{cause}</p>}
      {bar.findings.map((finding) => (
        <p key={`${finding.kind} ${finding.from}`} className={css['finding']}>
          <FindingShape finding={finding} />
          {text(finding)}
        </p>
      ))}
      {choices.map(({ label, dialog }, index) => (
        <Button
          key={label}
          variant={index === 0 ? 'filled' : 'default'}
          data-autofocus={index === 0 || undefined}
          onClick={() => openRotationDialog(dialog)}
        >
          {label}
        </Button>
      ))}
      {choices.length === 0 && <p className={css['soft']}>{t('rotations.shift.over')}</p>}
    </Stack>
  );
}

/** What the reader may do about a watch: a lead everything, a responder what concerns their own watches. */
function useChoices({ person, from, until, override, together, kind }: Bar): { label: string; dialog: RotationDialog }[] {
  const { t } = useTranslation();
  const { view } = useShown();
  const me = useDesk((desk) => desk.me?.id);
  const now = useClock((clock) => Math.floor(clock.now / 60_000) * 60_000);
  if (until <= now) {
    return [];
  }
  const span = { from: Math.max(from, now), until };
  const isMine = person !== undefined && person.id === me;
  const replaces = together ? person?.id : undefined;
  const choices: { label: string; dialog: RotationDialog; may: boolean }[] = [
    {
      may: view.mayEdit,
      label: t(kind === 'gap' ? 'rotations.override' : 'rotations.shift.somebodyElse'),
      dialog: { kind: 'override', draft: { ...span, replaces } },
    },
    {
      may: person !== undefined && (view.mayEdit || isMine),
      label: t('rotations.shift.askSwap'),
      dialog: { kind: 'ask-swap', giver: person?.id ?? '', span },
    },
    {
      may: person !== undefined && !isMine && me !== undefined,
      label: t('rotations.shift.take'),
      dialog: { kind: 'take', giver: person?.id ?? '', span },
    },
    {
      may: view.mayEdit && override !== undefined,
      label: t('rotations.shift.removeOverride'),
      dialog: { kind: 'remove-override', override: override ?? '', who: person?.name ?? '', span },
    },
  ];
  return choices.filter(({ may }) => may);
}
