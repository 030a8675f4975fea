import { Switch } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutingRuleView } from '../../shared/noise-view/noise-view.ts';
import { command } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';
import { Section } from '../ui/Screen.tsx';
import { useWords } from '../ui/use-words.ts';
import { Item } from './Item.tsx';
import css from './Noise.module.css';
import { TryRule } from './TryRule.tsx';
import { useEffectWords } from './use-effect-words.ts';

/** The routing rules in the order they are asked, each as a sentence. */
export function RuleList({ rules, maySwitch }: { rules: readonly RoutingRuleView[]; maySwitch: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section title={t('noise.rules.title')}>
      {rules.length === 0 ? (
        <p className={css['none']}>{t('noise.rules.none')}</p>
      ) : (
        <>
          <p className={css['soft']}>{t('noise.rules.asked')}</p>
          <ol className={css['list']}>
            {rules.map((rule) => (
              <OneRule key={rule.id} rule={rule} maySwitch={maySwitch} />
            ))}
          </ol>
        </>
      )}
    </Section>
  );
}

function OneRule({ rule, maySwitch }: { rule: RoutingRuleView; maySwitch: boolean }): ReactElement {
  const { t } = useTranslation();
  const words = useWords();
  const effects = useEffectWords();
  const [sending, setSending] = useState(false);
  const { id, name, isOn, when, sets, stops, applied } = rule;
  const turn = async (on: boolean): Promise<void> => {
    setSending(true);
    const isDone = await command('noise:switch', { rule: id, on });
    setSending(false);
    if (isDone) {
      notify({ tone: 'done', text: t(on ? 'noise.rule.wasOn' : 'noise.rule.wasOff', { name }) });
    }
  };
  return (
    <Item
      of={rule}
      state={isOn ? undefined : t('noise.rule.off')}
      faded={!isOn}
      buttons={
        maySwitch ? (
          <Switch
            aria-label={t('noise.rule.switch', { name })}
            checked={isOn}
            disabled={sending}
            onChange={(event) => void turn(event.currentTarget.checked)}
          />
        ) : undefined
      }
    >
      <p>
        {t('noise.rule.when', { when: words(when) })} <b>{effects(sets)}</b>. {stops && t('noise.rule.stops')}
      </p>
      <p className={css['soft']}>{t('noise.rule.applied', { count: applied })}</p>
      {maySwitch && <TryRule key={String(isOn)} rule={rule} />}
    </Item>
  );
}
