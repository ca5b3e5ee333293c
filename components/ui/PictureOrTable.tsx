import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from './Button';

interface PictureOrTableProps {
  picture: ComponentChildren;
  table: ComponentChildren;
  /** What the button says that leads to the table, and the one that leads back. */
  toTable: string;
  toPicture: string;
}

/** A picture, or what it shows as a table: only the one that is wanted is drawn. */
export function PictureOrTable({ picture, table, toTable, toPicture }: PictureOrTableProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <>
      <div id={id}>{asTable ? table : picture}</div>
      <div class="actions no-print">
        <Button
          kind="plain"
          data-action="as-table"
          aria-pressed={asTable}
          aria-controls={id}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? toPicture : toTable}
        </Button>
      </div>
    </>
  );
}
