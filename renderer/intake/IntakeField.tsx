import { Select, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../shared/alert/alert.ts';
import { setBy, type FormField } from '../../shared/form/form.ts';
import { severities } from '../../shared/log/severity.ts';
import { ChoiceField } from '../change/ChoiceField.tsx';
import { SeverityChoice } from '../queue/SeverityChoice.tsx';
import { useDesk } from '../stores/desk-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import { AttachmentField } from './AttachmentField.tsx';
import type { Draft } from './intake-draft.ts';

interface Props {
  field: FormField;
  answer: Draft[string];
  error: string | undefined;
  /** Whether the dialog begins here. */
  first: boolean;
  onChange(answer: Draft[string]): void;
}

const longest: Readonly<Record<string, number>> = { title: 1024, description: 10_000 };

/** One field of the intake form, as its kind asks for it. */
export function IntakeField({ field, answer, error, first, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const services = useDesk((desk) => desk.services);
  const said = (words: { en: string; fr?: string | undefined }): string => (locale === 'fr' ? (words.fr ?? words.en) : words.en);
  const { kind, options = [] } = field;
  const label = field.required === true ? said(field.label) : t('intake.optional', { label: said(field.label) });
  const description = field.help && said(field.help);
  const text = typeof answer === 'string' ? answer : '';
  const common = { label, description, error, 'data-autofocus': first || undefined };
  switch (kind) {
    case 'severity':
      return <SeverityChoice label={label} value={severities.find((each) => each === answer) ?? severities[0]} onChange={onChange} />;
    case 'yesno':
      return (
        <ChoiceField
          label={label}
          options={[
            { value: '', label: t('intake.notKnown') },
            { value: 'yes', label: t('intake.yes') },
            { value: 'no', label: t('intake.no') },
          ]}
          value={answer === true ? 'yes' : answer === false ? 'no' : ''}
          onChange={(value) => onChange(value === '' ? undefined : value === 'yes')}
        />
      );
    case 'choice':
    case 'service': {
      const data =
        kind === 'service'
          ? services.map(({ id, name }) => ({ value: id, label: name }))
          : options.map(({ value, label: words }) => ({ value, label: words ? said(words) : value }));
      return (
        <Select
          {...common}
          data={data}
          value={text === '' ? null : text}
          searchable={data.length > 7}
          clearable={field.required !== true}
          allowDeselect={false}
          clearButtonProps={{ 'aria-label': t('intake.clear') }}
          onChange={(value) => onChange(value ?? undefined)}
        />
      );
    }
    case 'attachment':
      return (
        <AttachmentField label={label} value={Array.isArray(answer) ? (answer as Attachment[]) : []} error={error} onChange={onChange} />
      );
    case 'link':
      return (
        <Textarea
          {...common}
          description={description ?? t('intake.oneALine')}
          autosize
          minRows={1}
          maxRows={5}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'number':
    case 'text': {
      const place = setBy(field) ?? '';
      const shared = { ...common, value: text, maxLength: longest[place] ?? 2000 };
      return place === 'description' ? (
        <Textarea {...shared} autosize minRows={2} maxRows={8} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <TextInput
          {...shared}
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    }
  }
}
