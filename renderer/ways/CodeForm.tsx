import { Button, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { saidByBell } from '../i18n/engine-sentences.ts';
import { attempt } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';
import { closeWaysForm, type CodeAddress } from '../stores/ways-store.ts';
import { FormFrame } from '../ui/FormFrame.tsx';

/** The code that went to an address. */
export function CodeForm({ to }: { to: CodeAddress }): ReactElement {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const { kind, name, address, shown } = to;
  const digits = code.replaceAll(/\s/g, '');
  const isWhole = /^\d{6}$/.test(digits);
  const ask = async (): Promise<void> => {
    const result = await attempt('ways:code', { kind, name, address });
    setProblem(result.ok ? undefined : saidByBell(result.message));
  };
  const send = async (): Promise<void> => {
    setTried(true);
    if (!isWhole) {
      return;
    }
    setSending(true);
    const result = await attempt('ways:confirm', { kind, name, code: digits });
    setSending(false);
    if (result.ok) {
      closeWaysForm();
      notify({ tone: 'done', text: t('ways.code.done') });
    } else {
      setProblem(saidByBell(result.message));
    }
  };
  return (
    <FormFrame
      text={t('ways.code.text', { address: shown })}
      send={t('ways.code.send')}
      problem={problem}
      sending={sending}
      onSubmit={() => void send()}
      onCancel={closeWaysForm}
      aside={
        <Button variant="subtle" onClick={() => void ask()}>
          {t('ways.code.again')}
        </Button>
      }
    >
      <TextInput
        label={t('ways.code.label')}
        value={code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        data-autofocus
        error={tried && !isWhole ? t('ways.code.need') : undefined}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </FormFrame>
  );
}
