import { Button, Group, Loader } from '@mantine/core';
import { IconAlertTriangle, IconClockUp, IconPlugConnectedX, IconPlus, IconSend } from '@tabler/icons-react';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WayView } from '../../shared/workspace/way-view.ts';
import { askWaysAgain, followWays, openWaysForm, useWays } from '../stores/ways-store.ts';
import { Section } from '../ui/Screen.tsx';
import { AddressList } from './AddressList.tsx';
import { QuietRow } from './QuietRow.tsx';
import { RuleItem } from './RuleItem.tsx';
import { giveBack, testWays } from './set-ways.ts';
import css from './Ways.module.css';

/** How the person is paged: their ways in order, their quiet hours, their addresses, and one button that tests it all (S25). */
export function WaysSection(): ReactElement | null {
  const { t } = useTranslation();
  const { view, state } = useWays();
  useEffect(followWays, []);
  if (state === 'failed' || state === 'loading') {
    return (
      <Section title={t('ways.title')}>
        {state === 'failed' ? (
          <div className={css['notice']} role="alert">
            <IconAlertTriangle size={17} aria-hidden />
            <p>{t('ways.failed')}</p>
            <Button variant="default" size="compact-sm" onClick={() => void askWaysAgain()}>
              {t('ways.again')}
            </Button>
          </div>
        ) : (
          <Loader size="sm" aria-label={t('ways.title')} />
        )}
      </Section>
    );
  }
  return view ? <Ways view={view} /> : null;
}

function Ways({ view }: { view: WayView }): ReactElement {
  const { t } = useTranslation();
  const { rows, isOnline, isPending, gap, ownRules } = view;
  const isTesting = rows.some((row) => row.isTesting);
  const hasWays = rows.some(({ rule }) => rule.channel !== 'desktop' && rule.channel !== 'terminal');
  return (
    <Section
      title={t('ways.title')}
      aside={
        <Group gap="xs" wrap="nowrap">
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconSend size={14} aria-hidden />}
            disabled={!isOnline || !hasWays}
            loading={isTesting}
            onClick={() => void testWays()}
          >
            {t('ways.testAll')}
          </Button>
          <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => openWaysForm({ kind: 'rule' })}>
            {t('ways.add')}
          </Button>
        </Group>
      }
    >
      <p className={css['soft']}>{t('ways.text')}</p>
      {!isOnline && (
        <div className={css['notice']}>
          <IconPlugConnectedX size={17} aria-hidden />
          <p>{t('ways.offline')}</p>
        </div>
      )}
      {gap !== undefined && (
        <div className={css['notice']} data-warns>
          <IconAlertTriangle size={17} aria-hidden />
          <p>{t(`ways.gap.${gap}`)}</p>
        </div>
      )}
      {hasWays || rows.length > 0 ? (
        <ol className={css['list']}>
          {rows.map((row, i) => (
            <RuleItem key={row.index} row={row} above={rows[i - 1]} view={view} />
          ))}
        </ol>
      ) : (
        <p className={css['none']}>{t('ways.none')}</p>
      )}
      <div className={css['whose']}>
        {isPending && (
          <span className={css['pending']}>
            <IconClockUp size={14} aria-hidden />
            {t('ways.pending')}
          </span>
        )}
        <span>{t(ownRules ? 'ways.own' : 'ways.ofFile')}</span>
        {ownRules && (
          <Button variant="subtle" size="compact-xs" onClick={() => void giveBack(view)}>
            {t('ways.giveBack')}
          </Button>
        )}
      </div>
      <QuietRow view={view} />
      <AddressList view={view} />
    </Section>
  );
}
