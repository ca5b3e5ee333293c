import { PART_OF, PART_WORDS } from '@/components/settings/backup-words';
import { PutBack } from '@/components/settings/PutBack';
import { Retention } from '@/components/settings/Retention';
import { SaveEverything } from '@/components/settings/SaveEverything';
import { TypeToDo } from '@/components/settings/TypeToDo';
import { locale } from '@/components/ui/language';
import { Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import { effective } from '@/lib/model/settings';
import { deleteEverything, lookAt, saveEverything } from './data';
import { prescriber } from './prescription';
import { request } from './requests';
import type { Given } from './Settings';

/** What can be done about all that is kept: for how long, taken along, put back, deleted. */
export function Data({ facts, prescription }: Given) {
  const { retentionDays, prescribed } = effective(facts.settings, prescription.policy);
  const parts = [...new Set(Object.values(PART_OF))].map((part) => t(PART_WORDS[part]));
  return (
    <>
      <p class="lead">{t('data.what')}</p>
      <Retention
        days={retentionDays}
        prescribedBy={prescribed.retentionDays ? prescriber(prescription) : null}
        save={(days) =>
          request({ kind: 'settings', settings: { ...facts.settings, retentionDays: days } })
        }
      />
      <Section name="export" title={t('data.export.title')} what={t('data.export.what')}>
        <div class="card form">
          <p class="muted lead">{t('data.export.key')}</p>
          <SaveEverything
            label={t('data.export.save')}
            failed={t('data.export.failed')}
            save={saveEverything}
          />
        </div>
      </Section>
      <PutBack look={lookAt} />
      <Section name="delete" title={t('data.delete.title')} what={t('data.delete.what')}>
        <div class="card form">
          <div class="lead">
            <p>{t('data.delete.lost', { list: new Intl.ListFormat(locale()).format(parts) })}</p>
            <p class="muted">{t('data.delete.key')}</p>
            <p class="muted">{t('data.delete.guard')}</p>
          </div>
          <TypeToDo
            name="delete-everything"
            label={t('data.delete.action')}
            done={t('data.delete.done')}
            act={deleteEverything}
          />
        </div>
      </Section>
    </>
  );
}
