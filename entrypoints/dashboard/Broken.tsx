import { SaveEverything } from '@/components/settings/SaveEverything';
import { TypeToDo } from '@/components/settings/TypeToDo';
import { Button } from '@/components/ui/Button';
import { Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import { TroubleCard } from '@/components/ui/TroubleCard';
import type { Trouble } from '@/lib/model/trouble';
import { beginAnew, saveEverything } from './data';
import { hrefOf } from './route';

/** That nothing can be stored any more, over whatever else there is. */
export function FullDisk() {
  return (
    <TroubleCard trouble="full">
      <p>
        <a href={hrefOf('settings', 'data')}>{t('trouble.full.action')}</a>
      </p>
    </TroubleCard>
  );
}

/** In the place of a room: what is kept cannot be used. First it can be saved, then there can be a new beginning. */
export function Broken({ trouble }: { trouble: Trouble }) {
  // What passes by itself, or with room on the disk, asks for no new beginning.
  const isLasting = trouble === 'newer' || trouble === 'unreadable';
  return (
    <>
      <TroubleCard trouble={trouble}>
        <div class="actions">
          <Button kind="filled" data-action="retry" onClick={() => location.reload()}>
            {t('trouble.reload')}
          </Button>
        </div>
        {isLasting && (
          <SaveEverything
            label={t('trouble.rescue')}
            failed={t('trouble.rescueFailed')}
            save={saveEverything}
          />
        )}
      </TroubleCard>
      {isLasting && (
        <Section name="anew" title={t('trouble.anew.title')} what={t('trouble.anew.what')}>
          <div class="card form">
            <TypeToDo
              name="begin-anew"
              label={t('trouble.anew.action')}
              done={null}
              act={beginAnew}
            />
          </div>
        </Section>
      )}
    </>
  );
}
