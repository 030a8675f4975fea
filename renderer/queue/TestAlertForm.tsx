import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { severities, type Severity } from '../../shared/log/severity.ts';
import { attempt } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { closeDialog } from '../stores/dialog-store.ts';
import { notify } from '../stores/notice-store.ts';
import css from './TestAlertForm.module.css';
import { SeverityChoice } from './SeverityChoice.tsx';

/** A test alert: title, service and severity, filled in already. */
export function TestAlertForm(): ReactElement {
  const { t } = useTranslation();
  const services = useDesk((desk) => desk.services);
  const [title, setTitle] = useState(t('queue.open.testPrefill'));
  const [service, setService] = useState<string | null>(services[0]?.id ?? null);
  const [severity, setSeverity] = useState<Severity>(severities[0]);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);

  const send = async (): Promise<void> => {
    setTried(true);
    if (title.trim() === '' || service === null) {
      return;
    }
    setSending(true);
    const result = await attempt('incident:trigger', {
      title: title.trim(),
      service,
      severity,
      test: true,
    });
    setSending(false);
    if (result.ok) {
      closeDialog();
      notify({ tone: 'done', text: t('notice.testTriggered') });
    } else {
      setProblem(result.message);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void send();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" className={css['soft']}>
          {t('queue.open.testText')}
        </Text>
        <TextInput
          label={t('queue.open.title')}
          value={title}
          maxLength={1024}
          data-autofocus
          error={tried && title.trim() === '' ? t('queue.open.needTitle') : undefined}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {services.length === 0 ? (
          <Text size="sm">{t('queue.open.noServices')}</Text>
        ) : (
          <Select
            label={t('queue.open.service')}
            data={services.map(({ id, name }) => ({ value: id, label: name }))}
            value={service}
            onChange={setService}
            searchable={services.length > 7}
            allowDeselect={false}
            error={tried && service === null ? t('queue.open.needService') : undefined}
          />
        )}
        <SeverityChoice value={severity} onChange={setSeverity} />
        {problem !== undefined && (
          <Alert color="gray" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeDialog}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={sending} disabled={services.length === 0}>
            {t('queue.open.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
