import { IconFlask } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import css from './TestTag.module.css';

/** Marks an incident somebody opened to try the bell. */
export function TestTag(): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={css['tag']} data-tag="test">
      <IconFlask size={11} aria-hidden />
      {t('tag.test')}
    </span>
  );
}
