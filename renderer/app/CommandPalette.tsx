import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useDesk } from '../stores/desk-store.ts';
import { goTo, screens, showIncident } from '../stores/route-store.ts';
import { SeverityShape } from '../ui/SeverityShape.tsx';
import css from './CommandPalette.module.css';
import { usePaletteCommands } from './use-palette-commands.ts';

const shownIncidents = 8;

/** The incidents whose number, title or service hold every word; without words, the most urgent ones. */
function found(queue: readonly IncidentRow[], query: string): IncidentRow[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits: IncidentRow[] = [];
  for (const row of queue) {
    const text = `#${row.number} ${row.title} ${row.service.name}`.toLocaleLowerCase();
    if (words.every((word) => text.includes(word)) && fits.push(row) === shownIncidents) {
      break;
    }
  }
  return fits;
}

/** Search and commands over everything (Ctrl/Cmd-K). */
export function CommandPalette(): ReactElement {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const queue = useDesk((desk) => desk.queue);
  const commands = usePaletteCommands();

  const incidents: SpotlightActionData[] = found(queue, query).map((row) => ({
    id: row.id,
    label: row.title,
    description: `#${row.number} · ${row.service.name} · ${t(`severity.${row.severity}`)} · ${t(`status.${row.status}`)}`,
    keywords: [query],
    leftSection: <SeverityShape severity={row.severity} />,
    onClick: () => showIncident(row.id),
  }));
  const places: SpotlightActionData[] = screens.map((screen) => ({
    id: `go ${screen}`,
    label: t('shell.palette.goTo', { screen: t(`screen.${screen}`) }),
    onClick: () => goTo(screen),
  }));
  const fits = ({ label = '' }: SpotlightActionData): boolean => label.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
  const groups: SpotlightActionGroupData[] = [
    { group: t('shell.palette.incidents'), actions: incidents },
    { group: t('shell.palette.commands'), actions: commands.filter(fits) },
    { group: t('shell.palette.screens'), actions: places.filter(fits) },
  ].filter(({ actions }) => actions.length > 0);

  return (
    <Spotlight
      actions={groups}
      filter={(_, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      nothingFound={t('shell.palette.nothing')}
      scrollable
      maxHeight={440}
      overlayProps={{ backgroundOpacity: 0.45, blur: 0 }}
      title={t('shell.palette.label')}
      classNames={{ header: 'visually-hidden', actionsGroup: css['group'] ?? '' }}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('shell.palette.placeholder'),
        'aria-label': t('shell.palette.placeholder'),
      }}
    />
  );
}
