import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { copyText } from '@/components/handoff/PassOut';
import { Done } from '@/components/handoff/parts';
import { Button } from '@/components/ui/Button';
import { nameOf } from '@/components/ui/handoff-words';
import { t } from '@/components/ui/say';
import type { DockActions } from '../view';

interface MessageOutProps {
  readonly message: string;
  readonly act: Pick<DockActions, 'forgetMessage'>;
}

/** What Admin A wants to send to Admin B before disconnecting, ready to be copied. */
export function MessageOut({ message, act }: MessageOutProps) {
  const [copied, setCopied] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const select = () => {
    area.current?.focus();
    area.current?.select();
  };
  useEffect(() => {
    setCopied(false);
    select();
  }, [message]);
  const copy = async () => {
    const isCopied = await copyText(message);
    setCopied(isCopied);
    // Where a browser does not allow it, all of it is selected for copying by hand.
    if (!isCopied) select();
  };
  return (
    <section class="card stack" data-message="ask-b" aria-labelledby={`${id}-title`}>
      <div class="stack-tight">
        <h3 class="next-title" id={`${id}-title`}>
          {t('checklist.askB.title')}
        </h3>
        <p class="muted">{t('checklist.askB.what')}</p>
      </div>
      <div class="field">
        <label class="field-label" for={id}>
          {t('checklist.askB.message')}
        </label>
        <textarea
          id={id}
          ref={area}
          class="input"
          rows={7}
          readOnly
          spellcheck={false}
          data-field="message-out"
          value={message}
          onClick={(event) => event.currentTarget.select()}
        />
      </div>
      <div class="actions">
        <Button kind="filled" icon="copy" data-action="message-copy" onClick={copy}>
          {t('checklist.askB.copy')}
        </Button>
        <Button data-action="message-forget" onClick={act.forgetMessage}>
          {t('checklist.askB.close')}
        </Button>
      </div>
      <Done>{copied ? t('checklist.askB.copied', { who: nameOf('b') }) : null}</Done>
    </section>
  );
}
