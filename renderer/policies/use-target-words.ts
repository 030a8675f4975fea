import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetView } from '../../shared/policy-view/policy-view.ts';
import { useLocale } from '../ui/use-locale.ts';

interface TargetWords {
  /** What the target is called; a role in words. */
  name(target: TargetView): string;
  /** The people of a team, for a tooltip. */
  members(target: TargetView): string;
  /** Several targets in the middle of a sentence: `Ana Ferreira and everyone in Platform`. */
  list(targets: readonly TargetView[]): string;
}

const roles = ['commander', 'owning-team', 'owning-team-lead'] as const;

/** Whom a policy pages, in words. */
export function useTargetWords(): TargetWords {
  const { t } = useTranslation();
  const locale = useLocale();
  return useMemo(() => {
    const joined = new Intl.ListFormat(locale, { type: 'conjunction' });
    const name = (target: TargetView): string => {
      const role = target.kind === 'role' ? roles.find((each) => each === target.id) : undefined;
      return role === undefined ? target.name : t(`policies.role.${role}`);
    };
    return {
      name,
      members: (target) => t('policies.members', { team: target.name, who: joined.format(target.members ?? []) }),
      list: (targets) =>
        targets.length === 0
          ? t('people.nobody')
          : joined.format(
              targets.map((target) =>
                target.kind === 'person' || target.kind === 'role' ? name(target) : `${t(`policies.target.${target.kind}`)} ${target.name}`,
              ),
            ),
    };
  }, [t, locale]);
}
