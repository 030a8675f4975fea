import { Anchor } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { openLink } from '../stores/commands.ts';
import css from './LinkOut.module.css';

/** A link out of the window. Main opens it in the system's browser; the address shows on hover, for it came from a payload. */
export function LinkOut({ url, children }: { url: string; children: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Anchor
      component="button"
      type="button"
      className={css['link']}
      title={t('incident.facts.opens', { url })}
      onClick={() => openLink(url)}
    >
      <span>{children}</span>
      <IconExternalLink size={13} aria-hidden />
    </Anchor>
  );
}
