import { ActionIcon, Button } from '@mantine/core';
import { IconDeviceMobile, IconMail, IconMessages, IconPhone, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WayKind } from '../../shared/workspace/way-events.ts';
import type { OwnAddress, WayView } from '../../shared/workspace/way-view.ts';
import { openWaysForm } from '../stores/ways-store.ts';
import { forgetAddress, sendCode } from './set-ways.ts';
import { VerifiedMark } from './VerifiedMark.tsx';
import css from './Ways.module.css';

const icons: Record<WayKind, typeof IconMail> = { mail: IconMail, phone: IconPhone, push: IconDeviceMobile, chat: IconMessages };

/** The person's addresses as the relay told them, masked, with what makes each of them sure. */
export function AddressList({ view }: { view: WayView }): ReactElement {
  const { t } = useTranslation();
  const addresses = view.relay?.addresses;
  return (
    <div className={css['part']}>
      <div className={css['partHead']}>
        <h3>{t('ways.addresses.title')}</h3>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={!view.isOnline}
          onClick={() => openWaysForm({ kind: 'address' })}
        >
          {t('ways.addresses.add')}
        </Button>
      </div>
      {addresses === undefined ? (
        <p className={css['soft']}>{t('ways.addresses.unknown')}</p>
      ) : addresses.length === 0 ? (
        <p className={css['soft']}>{t('ways.addresses.none')}</p>
      ) : (
        <ul className={css['list']}>
          {addresses.map((address) => (
            <AddressItem key={`${address.kind} ${address.name ?? ''}`} address={address} isOnline={view.isOnline} />
          ))}
        </ul>
      )}
    </div>
  );
}

function AddressItem({ address, isOnline }: { address: OwnAddress; isOnline: boolean }): ReactElement {
  const { t } = useTranslation();
  const { kind, name, verifiedAt, codeSent } = address;
  const Icon = icons[kind];
  const isTheOperators = kind === 'push' || kind === 'chat';
  const shown = isTheOperators ? t(`ways.addresses.${kind}`) : (address.shown ?? '');
  const to = { kind, name, shown };
  return (
    <li className={css['address']}>
      <Icon size={17} stroke={1.7} aria-hidden />
      <p className={css['body']}>
        {shown} {!isTheOperators && <span className={css['soft']}>{name ?? t('ways.addresses.first')}</span>}
      </p>
      <VerifiedMark
        address={address}
        verify={t(codeSent ? 'ways.addresses.typeCode' : 'ways.addresses.sendCode')}
        isOnline={isOnline}
        onVerify={() => (codeSent ? openWaysForm({ kind: 'code', to }) : void sendCode(to))}
      />
      {name !== undefined && verifiedAt !== undefined && (
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={!isOnline}
          aria-label={t('ways.addresses.remove', { address: name })}
          onClick={() => void forgetAddress(name)}
        >
          <IconTrash size={17} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
