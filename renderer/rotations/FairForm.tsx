import { Alert, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Told } from '../../shared/schedule-view/propose.ts';
import { PeopleField } from '../change/PeopleField.tsx';
import edit from './EditForm.module.css';
import { limits, units, type FairFields, type NumberName } from './fair-fields.ts';
import css from './Fair.module.css';
import { closeRotationDialog } from './rotation-dialog-store.ts';
import { useShown } from './shown.ts';
import { useTold } from './use-told.ts';

interface Props {
  fields: FairFields;
  /** Fields that cannot be read; undefined where all can. */
  wrong: ReadonlySet<keyof FairFields> | undefined;
  drawing: boolean;
  problem: Told | undefined;
  onChange(fields: FairFields): void;
  onDraw(): void;
}

/** What is asked of a fair rotation. */
export function FairForm({ fields, wrong, drawing, problem, onChange, onDraw }: Props): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const told = useTold();
  const [tried, setTried] = useState(false);
  const isWrong = (name: keyof FairFields): boolean => tried && wrong?.has(name) === true;
  const set = (change: Partial<FairFields>): void => onChange({ ...fields, ...change });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    onDraw();
  };
  const number = (name: NumberName): ReactElement => {
    const [min, max] = limits[name];
    return (
      <NumberInput
        key={name}
        size="sm"
        label={t(`fair.field.${name}`)}
        min={min}
        max={max}
        clampBehavior="none"
        allowDecimal={name === 'restHours'}
        decimalScale={1}
        allowNegative={false}
        placeholder={name === 'restHours' || name === 'nightsInARow' || name === 'weekendsInARow' ? t('fair.field.noLimit') : ''}
        value={fields[name]}
        error={isWrong(name) ? t('fair.field.range', { min, max }) : undefined}
        onChange={(value) => set({ [name]: typeof value === 'number' ? value : value.trim() === '' ? '' : Number(value) })}
      />
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm" className={edit['text']}>
          {t('fair.text')}
        </Text>
        <fieldset className={css['group']}>
          <legend>{t('fair.group.who')}</legend>
          <PeopleField
            label={t('fair.field.people')}
            people={view.people}
            value={fields.people}
            error={isWrong('people') ? t('rotations.field.needPerson') : undefined}
            onChange={(people) => set({ people, juniors: fields.juniors.filter((id) => people.includes(id)) })}
          />
          <div className={css['wide']}>
            <PeopleField
              label={t('fair.field.juniors')}
              description={t('fair.field.juniorsText')}
              people={view.people.filter(({ id }) => fields.people.includes(id))}
              value={fields.juniors}
              error={undefined}
              first={false}
              onChange={(juniors) => set({ juniors })}
            />
            {number('together')}
          </div>
        </fieldset>
        <fieldset className={css['group']}>
          <legend>{t('fair.group.watches')}</legend>
          <div className={css['row']}>
            {number('count')}
            {number('length')}
            <Select
              label={t('rotations.field.unit')}
              data={units.map((unit) => ({ value: unit, label: t(`rotations.unit.${unit}`) }))}
              value={fields.unit}
              allowDeselect={false}
              onChange={(value) => set({ unit: units.find((unit) => unit === value) ?? 'week' })}
            />
            <TextInput
              type="date"
              label={t('fair.field.startsOn')}
              value={fields.startsOn}
              error={isWrong('startsOn') ? t('rotations.field.needTime') : undefined}
              onChange={(event) => set({ startsOn: event.currentTarget.value })}
            />
            <TextInput
              type="time"
              label={t('rotations.field.handoffAt')}
              value={fields.handoffAt}
              error={isWrong('handoffAt') ? t('rotations.field.needTime') : undefined}
              onChange={(event) => set({ handoffAt: event.currentTarget.value })}
            />
          </div>
        </fieldset>
        <fieldset className={css['group']}>
          <legend>{t('fair.group.kept')}</legend>
          <div className={css['row']}>
            {number('restHours')}
            {number('nightsInARow')}
            {number('weekendsInARow')}
            <TextInput
              label={t('fair.field.holidays')}
              placeholder={t('fair.field.noCalendar')}
              maxLength={6}
              value={fields.holidays}
              error={isWrong('holidays') ? t('fair.field.badCalendar') : undefined}
              onChange={(event) => set({ holidays: event.currentTarget.value })}
            />
          </div>
          <p className={css['note']}>{t('fair.keptText')}</p>
        </fieldset>
        <Group justify="flex-end" gap="sm" className={edit['buttons']}>
          {problem && !drawing && (
            <Alert color="gray" variant="light" role="alert" w="100%">
              {told(problem)}
            </Alert>
          )}
          <span className={css['progress']} role="status">
            {drawing ? t('fair.drawing') : ''}
          </span>
          <Button variant="default" onClick={closeRotationDialog}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={drawing} leftSection={<IconScale size={16} aria-hidden />}>
            {t('fair.draw')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
