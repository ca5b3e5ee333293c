import type { Tone } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import type { TeamState } from '@/lib/model/team';
import type { MessageKey } from '@/lib/model/text';

/** How each state looks and is called, in the order in which they are shown. */
export const STATES = {
  connected: { icon: 'check', tone: 'ok', word: 'ui.access.connected' },
  'not-connected': { icon: 'none', tone: 'neutral', word: 'ui.access.notConnected' },
  invited: { icon: 'clock', tone: 'accent', word: 'team.state.invited' },
  unknown: { icon: 'unknown', tone: 'caution', word: 'ui.access.unknown' },
} satisfies Record<TeamState, { icon: IconName; tone: Tone; word: MessageKey }>;

/** The states in the order in which they are shown. */
export const STATE_ORDER = ['connected', 'not-connected', 'invited', 'unknown'] as const;

/** Where somebody stands: an icon, a word and a colour. */
export function StateMark({ state }: { state: TeamState }) {
  const { icon, tone, word } = STATES[state];
  return (
    <span class="access small" data-tone={tone} data-access={state}>
      <Icon name={icon} />
      <span>{t(word)}</span>
    </span>
  );
}
