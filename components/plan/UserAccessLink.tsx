import { Icon } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import { MARKETO_SETTINGS } from '@/lib/model/hosts';

/** The way to the console's page on which User Access is a tab, in a tab of its own; a button, or part of a text. */
export function UserAccessLink({ asButton = false }: { asButton?: boolean }) {
  return (
    <a
      class={asButton ? 'button' : 'plan-link'}
      {...(asButton && { 'data-kind': 'outlined', 'data-tone': 'neutral' })}
      data-action="user-access"
      href={MARKETO_SETTINGS}
      target="_blank"
      rel="noreferrer"
    >
      <span>{t('plan.openUserAccess')}</span>
      <Icon name="outside" />
    </a>
  );
}
