import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { attempt } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { notify } from '../stores/notice-store.ts';

/** Where the relay is, the code that proves one may join, and who one is. */
export function PairingForm(): ReactElement {
  const { t } = useTranslation();
  const knownUrl = useDesk((desk) => desk.connection.relayUrl);
  const [url, setUrl] = useState(knownUrl ?? '');
  const [code, setCode] = useState('');
  const [person, setPerson] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const urlFits = /^https?:\/\/\S+$/i.test(url.trim());

  const pair = async (): Promise<void> => {
    setTried(true);
    if (!urlFits || code.trim() === '' || person.trim() === '') {
      return;
    }
    setSending(true);
    const result = await attempt('pair', { url: url.trim(), code: code.trim(), person: person.trim() });
    setSending(false);
    if (result.ok) {
      setProblem(undefined);
      notify({ tone: 'done', text: t('settings.pair.done') });
    } else {
      setProblem(result.message);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void pair();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('settings.pair.url')}
          description={t('settings.pair.urlHint')}
          type="url"
          spellCheck={false}
          maxLength={2048}
          value={url}
          error={tried && !urlFits ? t('settings.pair.needUrl') : undefined}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t('settings.pair.code')}
          description={t('settings.pair.codeHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={code}
          error={tried && code.trim() === '' ? t('settings.pair.needCode') : undefined}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label={t('settings.pair.person')}
          description={t('settings.pair.personHint')}
          maxLength={100}
          value={person}
          error={tried && person.trim() === '' ? t('settings.pair.needPerson') : undefined}
          onChange={(event) => setPerson(event.currentTarget.value)}
        />
        {problem !== undefined && (
          <Alert color="gray" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        <Button type="submit" loading={sending} style={{ alignSelf: 'flex-start' }}>
          {t('settings.pair.submit')}
        </Button>
      </Stack>
    </form>
  );
}
