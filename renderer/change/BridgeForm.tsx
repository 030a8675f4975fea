import { Button, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { BridgeUrl } from '../../shared/incident/telling-events.ts';
import type { Change } from '../stores/change-store.ts';
import { useIncident } from '../stores/incident-store.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { useMakeChange } from './use-make-change.ts';

/** Says where people talk about this incident by voice or video. */
export function BridgeForm({ change: { row } }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const telling = useIncident((mirror) => (mirror.id === row.id ? mirror.detail?.telling : undefined));
  const [url, setUrl] = useState(telling?.bridgeByHand === true ? (telling.bridge ?? '') : '');
  const [tried, setTried] = useState(false);
  const { problem, sending, make } = useMakeChange(row, 'bridge');
  const isRight = BridgeUrl.safeParse(url.trim()).success;
  const send = (): void => {
    setTried(true);
    if (isRight) {
      make({ url: url.trim() }, t('change.dialog.bridge.done', { number: row.number }));
    }
  };
  const usual = (): void => make({ url: null }, t('change.dialog.bridge.cleared', { number: row.number }));
  return (
    <ChangeForm
      name="bridge"
      problem={problem}
      sending={sending}
      onSubmit={send}
      aside={
        telling?.bridgeByHand === true && (
          <Button variant="subtle" onClick={usual}>
            {t('change.dialog.bridge.usual')}
          </Button>
        )
      }
    >
      <TextInput
        label={t('change.dialog.bridge.label')}
        description={t('change.dialog.bridge.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data-autofocus
        type="url"
        maxLength={2048}
        value={url}
        error={tried && !isRight ? t('change.dialog.bridge.wrong') : undefined}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
    </ChangeForm>
  );
}
