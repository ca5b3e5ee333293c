import { useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { FileButton } from '@/components/ui/FileButton';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';
import type { BadAddress } from '@/lib/plan/invite-list';
import type { GivenRoster } from './view';

/** An address whose domain is nearly that of others. */
export interface Slip {
  readonly email: string;
  readonly domain: string;
}

/** What a list of people to invite comes to, as it is shown. */
export interface CheckedList {
  readonly toInvite: readonly string[];
  readonly known: readonly string[];
  readonly doubled: readonly string[];
  readonly bad: readonly BadAddress[];
  readonly slips: readonly Slip[];
  /** With how many people it was compared, and whether they are all that there are. */
  readonly seen: number;
  readonly isWhole: boolean;
}

/** The list, or a sentence on why there is none. */
export type CheckOutcome =
  | { readonly ok: true; readonly list: CheckedList }
  | { readonly ok: false; readonly why: string };

interface InviteCheckProps {
  check(given: GivenRoster): Promise<CheckOutcome>;
  copy(text: string): Promise<void>;
  save(text: string): void;
}

/**
 * Where addresses are compared before people are invited. It is a page of the extension and no part of the console:
 * what is pasted into the overlay there, the console's page could read.
 */
export function InviteCheck({ check, copy, save }: InviteCheckProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [list, setList] = useState<CheckedList | null>(null);
  const result = useRef<HTMLDivElement>(null);

  async function take(given: GivenRoster): Promise<void> {
    const outcome = await check(given);
    setError(outcome.ok ? null : outcome.why);
    setList(outcome.ok ? outcome.list : null);
    if (outcome.ok) result.current?.focus();
  }

  return (
    <>
      <Section name="invite" title={t('inviteCheck.title')} what={t('inviteCheck.what')}>
        <form
          class="card form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() === '') setError(t('inviteCheck.nothing'));
            else void take({ kind: 'text', text });
          }}
        >
          <Field
            label={t('inviteCheck.paste')}
            hint={t('inviteCheck.hint')}
            field="invite-text"
            rows={6}
            value={text}
            error={error}
            onValue={(value) => {
              setText(value);
              setError(null);
            }}
          />
          <div class="actions">
            <Button type="submit" kind="filled" data-action="invite-check">
              {t('inviteCheck.submit')}
            </Button>
            <FileButton
              action="invite-file"
              field="invite-file"
              accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
              label={t('inviteCheck.fileLabel')}
              onFile={(file) => void take({ kind: 'file', file })}
            >
              {t('inviteCheck.file')}
            </FileButton>
          </div>
        </form>
      </Section>
      <div ref={result} role="status" tabIndex={-1}>
        {list !== null && <Result list={list} copy={copy} save={save} />}
      </div>
    </>
  );
}

function Result({ list, copy, save }: { list: CheckedList } & Omit<InviteCheckProps, 'check'>) {
  const { toInvite, known, doubled, bad, slips } = list;
  const [said, setSaid] = useState<string | null>(null);
  const isNobody = toInvite.length + known.length === 0;
  return (
    <div class="card form" data-invite-list={toInvite.length}>
      <h2>
        {isNobody
          ? t('inviteCheck.none')
          : toInvite.length === 0
            ? t('inviteCheck.nobody')
            : tn('inviteCheck.toInvite', toInvite.length)}
      </h2>
      <p class="muted" data-invite-known={known.length}>
        {[
          known.length > 0 && tn('inviteCheck.known', known.length),
          doubled.length > 0 && tn('inviteCheck.doubled', doubled.length),
        ]
          .filter((part) => part !== false)
          .join(' · ')}
      </p>
      <Coverage list={list} />
      {slips.length > 0 && (
        <Note tone="caution" name="invite-slips">
          <p class="strong">{tn('inviteCheck.slips', slips.length)}</p>
          <ul>
            {slips.map(({ email, domain }) => (
              <li key={email} class="wrap">
                {t('inviteCheck.slip', { email, domain })}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {bad.length > 0 && (
        <Note tone="danger" name="invite-bad">
          <p class="strong">{tn('inviteCheck.bad', bad.length)}</p>
          <ul>
            {bad.slice(0, SHOWN).map(({ line, text }) => (
              <li key={`${line} ${text}`} class="wrap">
                <bdi>{text}</bdi> ({t('inviteCheck.line', { line })})
              </li>
            ))}
          </ul>
        </Note>
      )}
      {toInvite.length > 0 && (
        <>
          <details class="wrap">
            <summary>{t('inviteCheck.who')}</summary>
            <ul>
              {toInvite.slice(0, MOST_SHOWN).map((email) => (
                <li key={email}>
                  <bdi>{email}</bdi>
                </li>
              ))}
            </ul>
          </details>
          <div class="actions">
            <Button
              kind="filled"
              icon="copy"
              data-action="invite-copy"
              onClick={() =>
                void copy(toInvite.join(', ')).then(
                  () => setSaid(t('inviteCheck.copied')),
                  () => setSaid(t('inviteCheck.notCopied')),
                )
              }
            >
              {t('inviteCheck.copy')}
            </Button>
            <Button data-action="invite-save" onClick={() => save(toInvite.join('\n'))}>
              {t('inviteCheck.save')}
            </Button>
            <span class="small muted" role="status">
              {said ?? t('inviteCheck.saveHint')}
            </span>
          </div>
        </>
      )}
    </div>
  );
}

/** As many faults are shown, and as many addresses. */
const SHOWN = 20;
const MOST_SHOWN = 500;

function Coverage({ list: { seen, isWhole } }: { list: CheckedList }) {
  if (seen === 0) {
    return (
      <Note tone="caution" name="invite-unseen">
        <p>{t('inviteCheck.unseen')}</p>
      </Note>
    );
  }
  return (
    <p class="small muted" data-invite-compared={isWhole ? 'whole' : 'partial'}>
      {tn(isWhole ? 'inviteCheck.whole' : 'inviteCheck.partial', seen)}
    </p>
  );
}
