import { t } from '@/components/ui/say';
import type { Workspaces } from '@/lib/model/plan';

/** As many workspaces are named; the title of the element has all of them. */
const NAMED = 4;

/** Workspaces by name. Without any it is Default, which is what the console assigns then. */
export function WorkspaceNames({ names }: { names: Workspaces }) {
  if (names.length === 0) return <>{t('plan.default')}</>;
  const more = names.length - NAMED;
  return (
    <span {...(more > 0 && { title: names.join(', ') })}>
      {names.slice(0, NAMED).map((name, at) => (
        <span key={name}>
          {at > 0 && ', '}
          <bdi>{name}</bdi>
        </span>
      ))}
      {more > 0 && ` ${t('plan.moreWorkspaces', { more })}`}
    </span>
  );
}
