import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState, type ReactElement, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formGroups, setBy, type Form } from '../../shared/form/form.ts';
import { severities } from '../../shared/log/severity.ts';
import { bridge } from '../stores/bridge.ts';
import { openIncident } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { closeDialog } from '../stores/dialog-store.ts';
import { notify } from '../stores/notice-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import css from './Intake.module.css';
import { answersOf, isAnswered, keepDraft, keptDraft, missingIn, type Draft } from './intake-draft.ts';
import { IntakeField } from './IntakeField.tsx';

/** The organisation's form, as main has it here; it is there without the relay too. */
export function IntakeForm(): ReactElement {
  const { t } = useTranslation();
  const [form, setForm] = useState<Form | 'failed'>();
  useEffect(() => {
    bridge()
      .request('form:get', undefined)
      .then(setForm, () => setForm('failed'));
  }, []);
  if (form === 'failed') {
    return (
      <Alert color="gray" variant="light" role="alert">
        {t('notice.noAnswer')}
      </Alert>
    );
  }
  return form ? <Filling form={form} /> : <Loader size="sm" aria-label={t('loading')} />;
}

function beginning(form: Form, services: readonly { id: string }[]): Draft {
  const only = services.length === 1 ? services[0]?.id : undefined;
  return Object.fromEntries(
    form.fields.map(({ id, kind }) => [id, kind === 'severity' ? severities[0] : kind === 'service' ? only : undefined]),
  );
}

function Filling({ form }: { form: Form }): ReactElement {
  const { t } = useTranslation();
  const locale = useLocale();
  const services = useDesk((desk) => desk.services);
  const [draft, setDraft] = useState<Draft>(() => keptDraft() ?? beginning(form, services));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const fields = useRef<HTMLFormElement>(null);

  const answer = (id: string, value: Draft[string]): void => {
    const next = { ...draft, [id]: value };
    setDraft(next);
    keepDraft(next);
    setErrors(({ [id]: _, ...others }) => others);
  };
  const send = async (): Promise<void> => {
    const missing = missingIn(form, draft);
    setErrors(Object.fromEntries(missing.map((id) => [id, t('intake.missing')])));
    setProblem(missing.length > 0 ? t('intake.someMissing', { count: missing.length }) : undefined);
    if (missing.length > 0) {
      // Once its group is open and it is marked.
      requestAnimationFrame(() => fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setSending(true);
    const result = await openIncident(answersOf(form, draft));
    setSending(false);
    if (result.ok) {
      keepDraft(undefined);
      closeDialog();
      notify({ tone: 'done', text: t('notice.triggered') });
      return;
    }
    const told = Object.fromEntries((result.errors ?? []).map((error) => [error.field, error[locale]]));
    const isToldThere = form.fields.some(({ id }) => told[id] !== undefined);
    setErrors(told);
    setProblem(isToldThere ? t('intake.someWrong') : result.message);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form ref={fields} onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" className={css['hint']}>
          {t('queue.open.newText')}
        </Text>
        {services.length === 0 && <Text size="sm">{t('queue.open.noServices')}</Text>}
        {formGroups.map((group) => {
          const inGroup = form.fields.filter((field) => field.group === group);
          return (
            inGroup.length > 0 && (
              <FormGroup
                key={group}
                title={t(`intake.group.${group}`)}
                opensAtFirst={inGroup.some((field) => field.required === true || isAnswered(field, draft))}
                isWrong={inGroup.some(({ id }) => errors[id] !== undefined)}
              >
                {inGroup.map((field) => (
                  <IntakeField
                    key={field.id}
                    field={field}
                    answer={draft[field.id]}
                    error={errors[field.id]}
                    first={setBy(field) === 'title'}
                    onChange={(value) => answer(field.id, value)}
                  />
                ))}
              </FormGroup>
            )
          );
        })}
        <Stack gap="sm" className={css['actions']}>
          {problem !== undefined && (
            <Alert color="gray" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button
              variant="subtle"
              onClick={() => {
                keepDraft(undefined);
                closeDialog();
              }}
            >
              {t('intake.discard')}
            </Button>
            <Button type="submit" loading={sending} disabled={services.length === 0}>
              {t('queue.open.open')}
            </Button>
          </Group>
        </Stack>
      </Stack>
    </form>
  );
}

/** Questions that belong together: open when one has to be answered or is, and whenever something in it is wrong. */
function FormGroup({
  title,
  opensAtFirst,
  isWrong,
  children,
}: {
  title: string;
  opensAtFirst: boolean;
  isWrong: boolean;
  children: ReactNode;
}): ReactElement {
  const [isOpen, setOpen] = useState(opensAtFirst);
  return (
    <details className={css['group']} open={isOpen || isWrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <Stack gap="sm">{children}</Stack>
    </details>
  );
}
