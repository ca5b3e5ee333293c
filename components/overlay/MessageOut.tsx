import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/components/ui/say';
import type { DockActions } from './view';

interface MessageOutProps {
  readonly message: string;
  readonly act: Pick<DockActions, 'forgetMessage'>;
}

/** What Admin A wants to send to Admin B before disconnecting, to be copied. */
export function MessageOut({ message, act }: MessageOutProps) {
  const [copied, setCopied] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    setCopied(false);
    area.current?.focus();
    area.current?.select();
  }, [message]);
  const copy = () =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(message))
      // Where a browser does not allow it, the text is selected for copying by hand.
      .then(
        () => setCopied(true),
        () => area.current?.select(),
      );
  return (
    <section class="card stack-tight" data-message="ask-b" aria-label={t('checklist.message')}>
      <div class="field">
        <label class="field-label" for={id}>
          {t('checklist.message')}
        </label>
        <textarea
          id={id}
          ref={area}
          class="input"
          rows={5}
          readOnly
          spellcheck={false}
          data-field="message-out"
          value={message}
          onClick={(event) => event.currentTarget.select()}
        />
      </div>
      <div class="actions">
        <Button kind="filled" icon="copy" data-action="message-copy" onClick={copy}>
          {t('checklist.messageCopy')}
        </Button>
        <Button data-action="message-forget" onClick={act.forgetMessage}>
          {t('checklist.messageDone')}
        </Button>
      </div>
      <p role="status" class="small">
        {copied && t('checklist.messageCopied')}
      </p>
    </section>
  );
}
