import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Note } from '@/components/ui/Note';
import { Empty, Section } from '@/components/ui/Section';
import { t, tn } from '@/components/ui/say';

/** What can be handed on. */
export type Source = 'own' | 'imported' | 'both';

/** A file that is about to be handed on. */
export interface Handout {
  readonly text: string;
  readonly fileName: string;
  /** How many controls and words may not be handed on. */
  readonly leftOut: number;
}

interface HandOnProps {
  /** What there is; empty when there is nothing. */
  sources: readonly Source[];
  /** The name of the profile that was brought in. */
  importedName: string;
  /** Changes when what would go into the file does. */
  revision: string;
  make(source: Source): Promise<Handout>;
  save(file: Handout): void;
}

/** Saves what was taught as a file, and shows all of it before. */
export function HandOn({ sources, importedName, revision, make, save }: HandOnProps) {
  const [wanted, setWanted] = useState<Source>('own');
  const [open, setOpen] = useState(false);
  const [handout, setHandout] = useState<Handout | null>(null);
  const [failed, setFailed] = useState(false);
  const [saved, setSaved] = useState(false);
  const id = useId();
  const source = sources.includes(wanted) ? wanted : sources[0];

  useEffect(() => {
    let current = true;
    setSaved(false);
    setFailed(false);
    setHandout(null);
    if (!open || source === undefined) return;
    make(source).then(
      (made) => {
        if (current) setHandout(made);
      },
      () => {
        if (current) setFailed(true);
      },
    );
    return () => {
      current = false;
    };
    // `make` is a new function at every drawing, and makes the same of the same revision.
  }, [open, source, revision]);

  const words: Record<Source, string> = {
    own: t('dashboard.export.own'),
    imported: t('dashboard.export.imported', { name: importedName }),
    both: t('dashboard.export.both'),
  };
  const head = { title: t('dashboard.export.title'), what: t('dashboard.export.what') };
  if (source === undefined) {
    return (
      <Section {...head} name="export">
        <Empty
          name="export"
          title={t('dashboard.export.empty')}
          why={t('dashboard.export.emptyWhy')}
        />
      </Section>
    );
  }
  return (
    <Section {...head} name="export">
      <div class="card form">
        {sources.length > 1 && (
          <fieldset class="field">
            <legend class="field-label">{t('dashboard.export.which')}</legend>
            <div class="choices">
              {sources.map((one) => (
                <label key={one} class="choice">
                  <input
                    type="radio"
                    name={`${id}-source`}
                    value={one}
                    data-source={one}
                    checked={one === source}
                    onInput={() => setWanted(one)}
                  />
                  <span class="wrap">{words[one]}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <div class="actions">
          <Button
            data-action="export-toggle"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'dashboard.export.hide' : 'dashboard.export.show')}
          </Button>
        </div>
        <div id={id} class="form" hidden={!open}>
          {open && handout !== null && (
            <>
              {handout.leftOut > 0 && (
                <Note tone="caution" name="left-out">
                  <p>{tn('dashboard.export.leftOut', handout.leftOut)}</p>
                </Note>
              )}
              <Preview text={handout.text} />
              <div class="actions">
                <Button
                  kind="filled"
                  data-action="export-save"
                  onClick={() => {
                    save(handout);
                    setSaved(true);
                  }}
                >
                  {t('dashboard.export.save')}
                </Button>
              </div>
            </>
          )}
        </div>
        <div role="status">
          {failed && (
            <Note tone="danger" name="failed">
              <p>{t('dashboard.export.failed')}</p>
            </Note>
          )}
          {saved && handout !== null && (
            <Note tone="ok" name="export-saved">
              <p>{t('dashboard.export.saved', { file: handout.fileName })}</p>
            </Note>
          )}
        </div>
      </div>
    </Section>
  );
}

function Preview({ text }: { text: string }) {
  const id = useId();
  return (
    <figure class="field" aria-labelledby={id}>
      <figcaption class="field-label" id={id}>
        {t('dashboard.export.preview')}
      </figcaption>
      <section
        class="preview"
        // Scrollable by keyboard: nothing inside can have the focus.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
        tabIndex={0}
        aria-labelledby={id}
      >
        <pre data-preview="">{text}</pre>
      </section>
    </figure>
  );
}
