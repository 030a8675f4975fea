import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog, useDialog } from '../stores/dialog-store.ts';
import { hasCommandKey } from './keyboard.ts';
import css from './KeysOverlay.module.css';

/** Every key of the window. */
export function KeysOverlay(): ReactElement {
  const { t } = useTranslation();
  const opened = useDialog((dialog) => dialog.open === 'keys');
  const inQueue: readonly [string, string][] = [
    ['J', t('shell.keys.down')],
    ['K', t('shell.keys.up')],
    [t('shell.keys.enter'), t('shell.keys.open')],
    ['A', t('shell.keys.acknowledge')],
    ['E', t('shell.keys.escalate')],
    ['R', t('shell.keys.resolve')],
    ['L', t('shell.keys.letRing')],
    ['S', t('shell.keys.snooze')],
    ['N', t('shell.keys.note')],
    ['/', t('shell.keys.search')],
    [t('shell.keys.escape'), t('shell.keys.close')],
  ];
  const anywhere: readonly [string, string][] = [
    [t(hasCommandKey() ? 'shell.search.keyMac' : 'shell.search.key'), t('shell.keys.palette')],
    ['?', t('shell.keys.keys')],
  ];
  return (
    <Modal
      opened={opened}
      onClose={closeDialog}
      title={t('shell.keys.title')}
      size={460}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <KeyList title={t('shell.keys.inQueue')} keys={inQueue} />
      <KeyList title={t('shell.keys.anywhere')} keys={anywhere} />
    </Modal>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly [string, string][] }): ReactElement {
  return (
    <section className={css['list']} aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
