import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/components/ui/say';
import type { MessageKey } from '@/lib/model/text';
import type { Room } from './route';
import { type Move, moveOf } from './shortcut';

/** A room, and the letter that leads to it behind a `g`. */
export interface RoomKey {
  readonly letter: string;
  readonly room: Room;
  readonly word: MessageKey;
}

/** Whether keys are shortcuts, in this browser: who speaks to their machine may not want single letters to do things. */
const OFF = 'shortcuts-off';

/** For how long the letter after a `g` is waited for, in ms. */
const PATIENCE = 1_500;

/** What of a room can be searched in, the first that can be seen. */
const SEARCHES = '#main [data-field="search"], #main input[type="search"]';

/** Listens for the shortcuts of a key, and shows them when it is asked to. */
export function Shortcuts({ rooms }: { rooms: readonly RoomKey[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOn, setOn] = useState(() => localStorage.getItem(OFF) === null);

  useEffect(() => {
    if (!isOn) return;
    let went = 0;
    const onKey = (event: KeyboardEvent) => {
      const move = moveOf(event, event.timeStamp - went < PATIENCE, isTyping(event));
      went = move === 'go' ? event.timeStamp : 0;
      if (move === null) return;
      if (isDone(move, rooms, dialog.current)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isOn, rooms]);

  return (
    <div class="shortcuts">
      <Button
        kind="plain"
        tone="neutral"
        data-action="shortcuts"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {t('shortcuts.open')}
      </Button>
      <dialog ref={dialog} class="card shortcuts-dialog" aria-labelledby="shortcuts-title">
        <h2 id="shortcuts-title">{t('shortcuts.title')}</h2>
        <dl class="shortcuts-list">
          <Shortcut keys={['/']} what={t('shortcuts.search')} />
          <Shortcut keys={['?']} what={t('shortcuts.help')} />
          {rooms.map(({ letter, room, word }) => (
            <Shortcut key={room} keys={['g', letter]} what={t('shortcuts.go', { room: t(word) })} />
          ))}
        </dl>
        <label class="choice">
          <input
            type="checkbox"
            data-field="shortcuts"
            checked={isOn}
            onChange={({ currentTarget: { checked } }) => {
              setOn(checked);
              if (checked) localStorage.removeItem(OFF);
              else localStorage.setItem(OFF, 'true');
            }}
          />
          <span>{t('shortcuts.on')}</span>
        </label>
        <div class="actions">
          <Button
            kind="filled"
            data-action="close"
            autoFocus
            onClick={() => dialog.current?.close()}
          >
            {t('shortcuts.close')}
          </Button>
        </div>
      </dialog>
    </div>
  );
}

function Shortcut({ keys, what }: { keys: readonly string[]; what: string }) {
  return (
    <div>
      <dt>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 && <span class="small muted"> {t('shortcuts.then')} </span>}
            <kbd>{key}</kbd>
          </span>
        ))}
      </dt>
      <dd>{what}</dd>
    </div>
  );
}

/** Whether a key is text, or belongs to a dialog that is open. */
function isTyping({ target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}

/** Does it; whether there was anything to do. */
function isDone(move: Move, rooms: readonly RoomKey[], dialog: HTMLDialogElement | null): boolean {
  if (move === 'go') return false;
  if (move === 'help') {
    dialog?.showModal();
    return true;
  }
  if (move === 'search') {
    const fields = [...document.querySelectorAll<HTMLInputElement>(SEARCHES)];
    const field = fields.find((one) => one.checkVisibility());
    field?.focus();
    field?.select();
    return field !== undefined;
  }
  const room = rooms.find(({ letter }) => letter === move.letter)?.room;
  const link = room === undefined ? null : document.querySelector(`.rail [data-link="${room}"]`);
  if (!(link instanceof HTMLAnchorElement)) return false;
  link.click();
  return true;
}
