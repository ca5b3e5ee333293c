import { useRef } from 'preact/hooks';
import { Button } from './Button';

interface FileButtonProps {
  /** The button's words. */
  children: string;
  /** The name of the field behind it, which takes the file. */
  label: string;
  /** The values of `data-action` and `data-field`. */
  action: string;
  field: string;
  /** Which files are offered, as an `<input>` takes it. */
  accept: string;
  kind?: 'filled' | 'outlined';
  disabled?: boolean;
  onFile(file: File): void;
}

/** A button to choose a file by. */
export function FileButton(props: FileButtonProps) {
  const { kind = 'outlined', disabled = false } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {/* A click of ours at the field would be stopped with those of the console's page. */}
      <Button
        kind={kind}
        data-action={props.action}
        disabled={disabled}
        onClick={() => input.current?.showPicker()}
      >
        {props.children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        data-field={props.field}
        aria-label={props.label}
        onChange={(event) => {
          const { currentTarget } = event;
          const chosen = currentTarget.files?.[0];
          if (chosen !== undefined) props.onFile(chosen);
          // The same file once more is a change, too.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
