import { momentFormat } from '@/components/ui/language';
import { figure, t } from '@/components/ui/say';
import { useWidth } from '@/components/ui/width';
import type { AccessChange } from '@/lib/model/ledger';
import type { ChangesOfDay } from '@/lib/team/changes';

/** The kinds of changes in the order in which they are shown. */
export const CHANGES = ['granted', 'removed', 'workspaces', 'appeared', 'vanished'] as const;

/** How each kind of change is called. */
export const CHANGE_WORDS = {
  granted: 'team.changes.kind.granted',
  removed: 'team.changes.kind.removed',
  workspaces: 'team.changes.kind.workspaces',
  appeared: 'team.changes.kind.appeared',
  vanished: 'team.changes.kind.vanished',
} as const satisfies Record<AccessChange, string>;

const HEIGHT = 96;
const FOOT = 18;

const DAY = momentFormat({ month: 'short', day: 'numeric' });

/** The parts of a day's bar from the bottom up. */
function partsOf({ counts }: ChangesOfDay, scale: number) {
  let below = 0;
  return CHANGES.flatMap((change) => {
    const height = counts[change] * scale;
    below += height;
    return height === 0 ? [] : [{ change, height, y: HEIGHT - FOOT - below }];
  });
}

/** Changes by day as bars, labelled directly, with the figures as a table behind them. */
export function Timeline({ days }: { days: readonly ChangesOfDay[] }) {
  // Drawn as wide as there is room: what is scaled down cannot be read.
  const [room, width] = useWidth<HTMLDivElement>();
  const most = Math.max(1, ...days.map(({ total }) => total));
  const scale = (HEIGHT - FOOT - FOOT) / most;
  const step = width / Math.max(1, days.length);
  const peak = days.findIndex(({ total }) => total === most);
  const labels = new Set([0, days.length - 1]);
  return (
    <figure class="timeline card" aria-label={t('team.changes.chart')}>
      <div ref={room} class="timeline-room">
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <line class="timeline-ground" x1="0" x2={width} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
          {days.map((day, place) => (
            <g key={day.day} transform={`translate(${place * step} 0)`}>
              {partsOf(day, scale).map(({ change, height, y }) => (
                <rect
                  key={change}
                  data-change={change}
                  x={step * 0.15}
                  width={Math.min(step * 0.7, 40)}
                  y={y}
                  height={height}
                />
              ))}
              {place === peak && (
                <text x={step * 0.15} y={HEIGHT - FOOT - day.total * scale - 4}>
                  {figure(day.total)}
                </text>
              )}
            </g>
          ))}
          {days.map(
            ({ day }, place) =>
              labels.has(place) && (
                <text
                  key={day}
                  x={place === 0 ? 0 : width}
                  y={HEIGHT - 4}
                  text-anchor={place === 0 ? 'start' : 'end'}
                >
                  {DAY.format(day)}
                </text>
              ),
          )}
        </svg>
      </div>
      <details class="timeline-table">
        <summary class="small">{t('team.changes.table')}</summary>
        <table class="small tabular">
          <thead>
            <tr>
              <th scope="col">{t('team.changes.day')}</th>
              {CHANGES.map((change) => (
                <th key={change} scope="col">
                  {t(CHANGE_WORDS[change])}
                </th>
              ))}
              <th scope="col">{t('team.changes.total')}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ total }) => total > 0)
              .map(({ day, counts, total }) => (
                <tr key={day}>
                  <th scope="row">{DAY.format(day)}</th>
                  {CHANGES.map((change) => (
                    <td key={change}>{figure(counts[change])}</td>
                  ))}
                  <td>{figure(total)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
