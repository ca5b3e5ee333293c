import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';

/** Says that what was saved cannot be read, what is safe all the same, and what to do. */
export function Failed({ title }: { title: string }) {
  return (
    <div class="card failed" data-error="database" role="alert">
      <p class="row-title" data-tone="danger">
        <Icon name="danger" large />
        <span class="strong">{title}</span>
      </p>
      <p>{t('dashboard.error.safe')}</p>
      <p class="muted">{t('dashboard.error.todo')}</p>
      <div class="actions">
        <Button kind="filled" data-action="retry" onClick={() => location.reload()}>
          {t('dashboard.error.retry')}
        </Button>
      </div>
    </div>
  );
}
