import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Note } from '@/components/ui/Note';
import { Empty, Section } from '@/components/ui/Section';
import type { Hint } from '@/lib/model/profile';
import type { Outcome } from './outcome';
import { controlName } from './words';

/** A control in a list, and what can be done about it. */
export interface ListedControl {
  /** Tells it apart from the others of its list. */
  readonly key: string;
  readonly control: Pick<Hint, 'label' | 'selector'>;
  /** What is said of it, in a line. */
  readonly facts: readonly ComponentChildren[];
  /** The `data-action` of its button where it is another one than that of the list. */
  readonly action?: string;
  /** What the button says to those who cannot see which row it is in. */
  readonly actionName: string;
  act(): Promise<Outcome>;
}

interface ControlListProps {
  /** `data-part` of the section. */
  name: string;
  title: string;
  what: string;
  empty: { readonly title: string; readonly why: string };
  controls: readonly ListedControl[];
  /** The words on the button of each, its `data-action`, and what is said afterwards. */
  action: { readonly words: string; readonly name: string; readonly done: string };
}

/** Controls that a person has said something about, each with the way to take it back. */
export function ControlList(props: ControlListProps) {
  const { name, title, what, empty, controls, action } = props;
  const [said, setSaid] = useState<Outcome | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const gone = useRef<number | null>(null);

  // The row that was acted on goes away with the focus in it: its successor takes the focus, or the heading.
  useLayoutEffect(() => {
    if (gone.current === null) return;
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>('.row button') ?? [])];
    const heir = buttons[Math.min(gone.current, buttons.length - 1)];
    gone.current = null;
    (heir ?? box.current?.closest('section')?.querySelector('h2'))?.focus();
  }, [controls.length]);

  async function act(one: ListedControl, place: number): Promise<void> {
    gone.current = place;
    const outcome = await one.act();
    if (!outcome.ok) gone.current = null;
    setSaid(outcome);
  }

  return (
    <Section title={title} what={what} name={name}>
      <div ref={box}>
        {controls.length === 0 ? (
          <Empty name={name} {...empty} />
        ) : (
          <ul class="card rows">
            {controls.map((one, place) => (
              <li key={one.key} class="row" data-control={controlName(one.control)}>
                <div class="row-text">
                  <ControlName control={one.control} />
                  <p class="small muted facts">
                    {one.facts.map((fact, at) => (
                      <span key={at}>{fact}</span>
                    ))}
                  </p>
                </div>
                <Button
                  data-action={one.action ?? action.name}
                  aria-label={one.actionName}
                  onClick={() => void act(one, place)}
                >
                  {action.words}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div role="status">
        {said !== null && (
          <Note tone={said.ok ? 'ok' : 'danger'} name={said.ok ? `${name}-done` : 'failed'}>
            <p>{said.ok ? action.done : said.why}</p>
          </Note>
        )}
      </div>
    </Section>
  );
}

function ControlName({ control: { label, selector } }: { control: ListedControl['control'] }) {
  return (
    <p class="row-title">
      {label !== null && (
        <bdi class="strong" data-label="">
          {label}
        </bdi>
      )}
      {selector !== null && <code class="wrap small">{selector}</code>}
    </p>
  );
}
