import { useId } from 'preact/hooks';
import { Icon } from './Icon';

interface FieldProps {
  label: string;
  value: string;
  onValue(value: string): void;
  hint?: string;
  /** Shown and announced when it is not `null`. */
  error?: string | null;
  /** More than one line. */
  rows?: number;
  type?: 'text' | 'email' | 'time';
  /** Digits are wanted: a keyboard on a screen shows those. */
  numeric?: boolean;
  /** Shown, and not to be changed. */
  disabled?: boolean;
  maxLength?: number;
  placeholder?: string;
  /** The value of `data-field`, by which tests find the control. */
  field?: string;
}

/** A labelled text field with a hint and an error, wired up for assistive technology. */
export function Field(props: FieldProps) {
  const { label, value, onValue, hint, error = null, rows, type = 'text', field } = props;
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== null && `${id}-error`]
    .filter((part) => part !== false)
    .join(' ');
  const onInput = (event: { currentTarget: { value: string } }) =>
    onValue(event.currentTarget.value);
  const shared = {
    id,
    class: 'input',
    value,
    autoComplete: 'off' as const,
    spellcheck: false,
    'aria-invalid': error !== null,
    ...(props.numeric === true && { inputMode: 'numeric' as const }),
    ...(props.disabled === true && { disabled: true }),
    ...(field !== undefined && { 'data-field': field }),
    ...(props.maxLength !== undefined && { maxLength: props.maxLength }),
    ...(props.placeholder !== undefined && { placeholder: props.placeholder }),
    ...(described !== '' && { 'aria-describedby': described }),
  };
  return (
    <div class="field" {...(props.numeric === true && { 'data-numeric': '' })}>
      <label class="field-label" for={id}>
        {label}
      </label>
      {rows !== undefined && <textarea {...shared} rows={rows} onInput={onInput} />}
      {rows === undefined && type === 'text' && <input {...shared} type="text" onInput={onInput} />}
      {rows === undefined && type === 'time' && <input {...shared} type="time" onInput={onInput} />}
      {rows === undefined && type === 'email' && (
        <input {...shared} type="email" onInput={onInput} />
      )}
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p class="field-error" id={`${id}-error`} role="alert">
          <Icon name="danger" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
