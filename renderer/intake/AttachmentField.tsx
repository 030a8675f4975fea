import { ActionIcon, Button, FileButton, Textarea } from '@mantine/core';
import { IconFileText, IconPaperclip, IconPhoto, IconX } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../shared/alert/alert.ts';
import css from './Intake.module.css';
import { readFile, textEvidence, type ReadFile } from './read-file.ts';

const most = 5;

interface Props {
  label: string;
  value: readonly Attachment[];
  error: string | undefined;
  onChange(value: Attachment[]): void;
}

/** Logs and pictures: chosen as files, or a log pasted as text. Says what had to be cut, and what could not be taken. */
export function AttachmentField({ label, value, error, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const [said, setSaid] = useState<string[]>([]);
  const [pasted, setPasted] = useState('');
  const add = (read: { name: string; is: ReadFile }[]): void => {
    const taken = read.flatMap(({ is }) => ('attachment' in is ? [is.attachment] : []));
    const room = most - value.length;
    setSaid([
      ...read.flatMap(({ name, is }) =>
        'problem' in is ? [t(`intake.file.${is.problem}`, { name })] : is.made ? [t(`intake.file.${is.made}`, { name })] : [],
      ),
      ...(taken.length > room ? [t('intake.file.tooMany', { count: most })] : []),
    ]);
    onChange([...value, ...taken.slice(0, room)]);
  };
  const choose = async (files: File[]): Promise<void> =>
    add(await Promise.all(files.map(async (file) => ({ name: file.name, is: await readFile(file) }))));
  const attachPasted = (): void => {
    const name = t('intake.file.pasted');
    add([{ name, is: textEvidence(name, pasted) }]);
    setPasted('');
  };
  return (
    <div className={css['field']} role="group" aria-label={label}>
      <span className={css['label']}>{label}</span>
      {value.length > 0 && (
        <ul className={css['files']}>
          {value.map((attachment, index) => (
            // Two files may have one name.
            <li key={`${index} ${attachment.name}`}>
              {attachment.type === 'text/plain' ? <IconFileText size={15} aria-hidden /> : <IconPhoto size={15} aria-hidden />}
              <span>{attachment.name}</span>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('intake.file.remove', { name: attachment.name })}
                onClick={() => onChange(value.toSpliced(index, 1))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Textarea
        aria-label={t('intake.file.paste')}
        placeholder={t('intake.file.paste')}
        autosize
        minRows={1}
        maxRows={5}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <div className={css['buttons']}>
        {pasted.trim() !== '' && (
          <Button size="xs" variant="default" disabled={value.length >= most} onClick={attachPasted}>
            {t('intake.file.attachText')}
          </Button>
        )}
        <FileButton
          multiple
          accept="text/*,.log,.json,.txt,image/png,image/jpeg,image/webp,image/gif"
          onChange={(files) => void choose(files)}
        >
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              leftSection={<IconPaperclip size={14} aria-hidden />}
              disabled={value.length >= most}
            >
              {t('intake.file.choose')}
            </Button>
          )}
        </FileButton>
        <span className={css['hint']}>{t('intake.file.limits', { count: most })}</span>
      </div>
      {[...said, ...(error === undefined ? [] : [error])].map((line) => (
        <p key={line} className={css['said']} role="alert">
          {line}
        </p>
      ))}
    </div>
  );
}
