import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnAddress } from '../../shared/workspace/way-view.ts';
import css from './Ways.module.css';

interface Props {
  address: Pick<OwnAddress, 'verifiedAt'>;
  /** What the button says that leads to a code, and whether the relay is there to send one. */
  verify: string;
  isOnline: boolean;
  onVerify(): void;
}

/** Whether an address is verified, and the button that leads there when it is not. */
export function VerifiedMark({ address, verify, isOnline, onVerify }: Props): ReactElement {
  const { t } = useTranslation();
  return address.verifiedAt === undefined ? (
    <span className={css['verify']}>
      {t('ways.notVerified')}
      <Button variant="default" size="compact-xs" disabled={!isOnline} onClick={onVerify}>
        {verify}
      </Button>
    </span>
  ) : (
    <span className={css['verified']}>
      <IconCircleCheck size={15} aria-hidden />
      {t('ways.verified')}
    </span>
  );
}
