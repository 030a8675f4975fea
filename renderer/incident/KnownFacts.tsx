import { Button } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, Known } from '../../shared/alert/alert.ts';
import { openLink } from '../stores/commands.ts';
import { fieldText } from '../../shared/condition/field-words.ts';
import { useLocale } from '../ui/use-locale.ts';
import { LinkOut } from '../ui/LinkOut.tsx';
import { useTimes } from '../ui/use-times.ts';
import { factsOf, isWebAddress, type Fact } from './facts.ts';
import css from './KnownFacts.module.css';

const shownAtFirst = 9;
/** So few more are shown at once; a button would take as much room. */
const notWorthHiding = 3;

/** What is known: the alert's fields and details as text, its links, and the runbook first of all. */
export function KnownFacts({
  title,
  alert,
  runbook,
  known,
  links,
}: {
  title: string;
  alert: Alert | undefined;
  runbook: string | undefined;
  /** What a person or a rule said of it. */
  known: Known | undefined;
  links: Alert['links'];
}): ReactElement {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const times = useTimes();
  const locale = useLocale();
  const facts = factsOf(
    title,
    alert,
    (name) => t(name === 'title' ? 'queue.open.title' : `incident.facts.${name}`),
    times.absolute,
    known,
    (field) => fieldText(field, locale),
  );
  const hidden = facts.length > shownAtFirst + notWorthHiding ? facts.length - shownAtFirst : 0;
  const shown = all || hidden === 0 ? facts : facts.slice(0, shownAtFirst);
  return (
    <section className={css['known']} aria-label={t('incident.facts.title')}>
      <div className={css['head']}>
        <h3>{t('incident.facts.title')}</h3>
        {runbook !== undefined && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconBook2 size={15} aria-hidden />}
            title={runbook}
            onClick={() => openLink(runbook)}
          >
            {t('incident.facts.runbook')}
          </Button>
        )}
      </div>
      {facts.length === 0 && <p className={css['none']}>{t('incident.facts.none')}</p>}
      <dl className={css['facts']}>
        {shown.map((fact) => (
          <FactRow key={fact.key} fact={fact} />
        ))}
      </dl>
      {hidden > 0 && (
        <Button className={css['more']} size="compact-sm" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('incident.facts.less') : t('incident.facts.more', { count: hidden })}
        </Button>
      )}
      {(alert || links) && <Links alert={{ ...alert, links: [...(links ?? []), ...(alert?.links ?? [])] }} />}
    </section>
  );
}

function FactRow({ fact }: { fact: Fact }): ReactElement {
  return (
    <>
      <dt title={fact.name}>{fact.name}</dt>
      <dd data-structured={fact.structured || undefined}>
        {isWebAddress(fact.text) ? <LinkOut url={fact.text}>{fact.text}</LinkOut> : fact.text}
      </dd>
    </>
  );
}

/** Links and images: an image is never loaded, for that would tell its host who is awake. */
function Links({ alert }: { alert: Partial<Alert> }): ReactElement | null {
  const { t } = useTranslation();
  const links = [
    ...(alert.links ?? []).map(({ href, text }) => ({ url: href, text: text ?? href })),
    ...(alert.images ?? []).map(({ src, href, alt }, index) => ({
      url: href ?? src,
      text: alt ?? t('incident.facts.image', { number: index + 1 }),
    })),
    ...(alert.clientUrl !== undefined && isWebAddress(alert.clientUrl)
      ? [{ url: alert.clientUrl, text: alert.client ?? alert.clientUrl }]
      : []),
  ];
  if (links.length === 0) {
    return null;
  }
  return (
    <div className={css['links']}>
      <h4>{t('incident.facts.links')}</h4>
      <ul>
        {links.map(({ url, text }, index) => (
          // A payload may hold the same link twice.
          <li key={`${index} ${url}`}>
            <LinkOut url={url}>{text}</LinkOut>
          </li>
        ))}
      </ul>
    </div>
  );
}
