import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Note } from '@/components/ui/Note';
import { t } from '@/components/ui/say';
import type { Outcome } from './outcome';

/** More digits than anybody means. */
const LONGEST = 8;

/** What was typed, as a number (`null` is none at all), or in words what is wrong with it. */
export type Read = { readonly value: number | null } | { readonly error: string };

interface NumberSettingProps {
  /** What its controls are called: `<name>-<unit>`, `<name>-save` and so on; tests find them by that. */
  name: string;
  unit: 'days' | 'minutes';
  /** The number that counts; `null` is none. */
  value: number | null;
  /** What it is while nobody has chosen; without it there is no way back to that. */
  usual?: number;
  /** Who prescribes it, by name; `null` where it is the person's own choice. */
  prescribedBy: string | null;
  label: string;
  hint: string;
  saveLabel: string;
  resetLabel?: string;
  /** The value of the form's `data-part`, where it is a part of its own. */
  part?: string;
  /** What stands above the field. */
  children?: ComponentChildren;
  read(typed: string): Read;
  /** Saves a number; `null` is nobody's choice. */
  save(wanted: number | null): Promise<Outcome>;
  /** What is said of what was saved. */
  saved(wanted: number | null): { readonly words: string; readonly tone?: 'ok' | 'caution' };
}

/** A number that counts for everything here: prescribed, or to be chosen. */
export function NumberSetting(props: NumberSettingProps) {
  const { name, value, usual, prescribedBy } = props;
  const [typed, setTyped] = useState(String(value ?? ''));
  const [error, setError] = useState<string | null>(null);
  // `undefined` as long as nothing was saved.
  const [saved, setSaved] = useState<number | null | undefined>(undefined);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => setTyped(String(value ?? '')), [value]);

  async function keep(wanted: number | null): Promise<void> {
    const outcome = await props.save(wanted);
    setSaved(outcome.ok ? wanted : undefined);
    setError(outcome.ok ? null : outcome.why);
  }

  function submit(): void {
    const read = props.read(typed);
    setSaved(undefined);
    if ('value' in read) {
      void keep(read.value);
      return;
    }
    setError(read.error);
    form.current?.querySelector('input')?.focus();
  }

  return (
    <form
      ref={form}
      class="card form"
      noValidate
      data-part={props.part}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {props.children}
      <Field
        label={props.label}
        hint={
          prescribedBy === null ? props.hint : t('dashboard.wait.prescribed', { who: prescribedBy })
        }
        field={`${name}-${props.unit}`}
        numeric
        value={typed}
        maxLength={LONGEST}
        disabled={prescribedBy !== null}
        error={error}
        onValue={(now) => {
          setTyped(now);
          setError(null);
          setSaved(undefined);
        }}
      />
      {prescribedBy === null && (
        <div class="actions">
          <Button kind="filled" type="submit" data-action={`${name}-save`}>
            {props.saveLabel}
          </Button>
          {usual !== undefined && value !== usual && (
            <Button kind="plain" data-action={`${name}-reset`} onClick={() => void keep(null)}>
              {props.resetLabel}
            </Button>
          )}
        </div>
      )}
      <div role="status">
        {saved !== undefined && <Saved {...props.saved(saved)} name={`${name}-saved`} />}
      </div>
    </form>
  );
}

function Saved({
  words,
  tone = 'ok',
  name,
}: {
  words: string;
  tone?: 'ok' | 'caution';
  name: string;
}) {
  return (
    <Note tone={tone} name={name}>
      <p>{words}</p>
    </Note>
  );
}

/** A whole number within limits as somebody has typed it, in digits of any script; `null` is none. */
export function wholeNumber(typed: string, limits: { least: number; most: number }): number | null {
  const digits = typed.trim().normalize('NFKC');
  if (!/^\d+$/u.test(digits)) return null;
  const number = Number(digits);
  return number >= limits.least && number <= limits.most ? number : null;
}
