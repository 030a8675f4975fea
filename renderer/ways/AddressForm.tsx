import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Id } from '../../shared/log/envelope.ts';
import { Address, masked } from '../../shared/workspace/contact.ts';
import { ChoiceField } from '../change/ChoiceField.tsx';
import { saidByBell } from '../i18n/engine-sentences.ts';
import { attempt } from '../stores/commands.ts';
import { closeWaysForm, openWaysForm } from '../stores/ways-store.ts';
import { FormFrame } from '../ui/FormFrame.tsx';

/** A new address: a code goes there, and the next form asks for it. */
export function AddressForm(): ReactElement {
  const { t } = useTranslation();
  const [kind, setKind] = useState<'phone' | 'mail'>('phone');
  const [value, setValue] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  // People write numbers with spaces and dots between the digits.
  const written = kind === 'phone' ? value.replaceAll(/[\s().-]/g, '') : value.trim();
  const address = Address.safeParse(written).success && written.startsWith('+') === (kind === 'phone') ? written : undefined;
  const isNamed = Id.safeParse(name.trim()).success;
  const send = async (): Promise<void> => {
    setTried(true);
    if (address === undefined || !isNamed) {
      return;
    }
    setSending(true);
    const result = await attempt('ways:code', { kind, name: name.trim(), address });
    setSending(false);
    if (result.ok) {
      openWaysForm({ kind: 'code', to: { kind, name: name.trim(), shown: masked(address), address } });
    } else {
      setProblem(saidByBell(result.message));
    }
  };
  return (
    <FormFrame
      text={t('ways.address.text')}
      send={t('ways.address.send')}
      problem={problem}
      sending={sending}
      onSubmit={() => void send()}
      onCancel={closeWaysForm}
    >
      <ChoiceField
        label={t('ways.address.kind')}
        options={[
          { value: 'phone', label: t('ways.address.phone') },
          { value: 'mail', label: t('ways.address.mail') },
        ]}
        value={kind}
        onChange={setKind}
      />
      <TextInput
        label={t(kind === 'phone' ? 'ways.address.phone' : 'ways.address.mail')}
        description={kind === 'phone' ? t('ways.address.phoneHint') : undefined}
        type={kind === 'phone' ? 'tel' : 'email'}
        value={value}
        maxLength={320}
        error={tried && address === undefined ? t('ways.address.needValue') : undefined}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <TextInput
        label={t('ways.address.name')}
        description={t('ways.address.nameHint')}
        value={name}
        maxLength={40}
        error={tried && !isNamed ? t('ways.address.needName') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormFrame>
  );
}
