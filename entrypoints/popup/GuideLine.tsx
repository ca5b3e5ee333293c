import { browser } from 'wxt/browser';
import { GUIDES, titleOfStep } from '@/components/overlay/guide/words';
import { Age } from '@/components/ui/Age';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import type { KeptGuide } from '@/lib/model/guide';
import { MARKETO_SETTINGS } from '@/lib/model/hosts';
import type { AccountId } from '@/lib/model/ids';
import type { SentRequest } from '@/lib/model/messages';
import { openPage } from './tab';

interface GuideLineProps {
  readonly account: AccountId;
  readonly kept: KeptGuide;
  readonly now: number;
  /** The current tab shows the console of that guide, and goes on with it by itself. */
  readonly isThere: (guide: KeptGuide['guide']) => boolean;
}

/** A guide that is not finished, and the way back into it. */
export function GuideLine({ account, kept, now, isThere }: GuideLineProps) {
  const { guide, changedAt } = kept;
  const canGo = isThere(guide) || guide === 'grant';
  return (
    <section class="strip" data-guide-line={guide}>
      <span class="strip-mark">
        <Icon name="plan" large />
      </span>
      <div class="grow">
        <p class="strong">{t(GUIDES[guide].name)}</p>
        <p class="small muted">
          {t('guide.leftAt', { step: titleOfStep(kept) })} · <Age at={changedAt} now={now} />
        </p>
        {!canGo && <p class="small muted">{t('guide.popup.engage')}</p>}
      </div>
      {canGo && (
        <Button data-action="guide-go-on" onClick={() => void goOn(account, kept, isThere(guide))}>
          {t('guide.popup.goOn')}
        </Button>
      )}
    </section>
  );
}

/** Goes on with a guide, in the tab that shows its console, or in a new one. */
async function goOn(account: AccountId, kept: KeptGuide, isThere: boolean): Promise<void> {
  const { guide, step, inviting, passed } = kept;
  const progress = { guide, state: 'running' as const, step, inviting, passed };
  const request: SentRequest = { kind: 'guide', account, progress };
  await browser.runtime.sendMessage(request).catch(() => undefined);
  if (isThere) window.close();
  else await openPage(MARKETO_SETTINGS);
}
