import { personOf } from '@/components/ui/handoff-words';
import { momentWords } from '@/components/ui/Moment';
import { t } from '@/components/ui/say';
import type { LaneId, Lanes, Mark } from '@/lib/handoff/lanes';
import type { Handoff, StepId } from '@/lib/model/handoff';
import type { Timestamp } from '@/lib/model/ids';
import type { MessageKey } from '@/lib/model/text';

const DONE = {
  'b-admin': 'handoffs.lanes.bAdmin',
  'remove-access': 'handoffs.lanes.removeAccess',
  'b-connects': 'handoffs.lanes.bConnects',
  'b-owner': 'handoffs.lanes.bOwner',
  wait: 'handoffs.lanes.wait',
  'others-keep': 'handoffs.lanes.othersKeep',
  'a-disconnects': 'handoffs.lanes.aDisconnects',
  'a-removed': 'handoffs.lanes.aRemoved',
} satisfies Record<StepId, MessageKey>;

/** Longer names would not fit beside each other; the table has them whole. */
const LONGEST_NAME = 28;

function short(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME - 1).join('')}…`;
}

/** What stands at a mark. */
export function markWords({ step, kind, by, notNeeded }: Mark): string {
  if (step === null) return t('handoffs.lanes.wentOn');
  const done = t(DONE[step]);
  const what = notNeeded ? t('handoffs.lanes.notNeeded', { what: done }) : done;
  switch (kind) {
    case 'said':
      return by === null
        ? t('handoffs.lanes.saidUnnamed', { what })
        : t('handoffs.lanes.said', { what, name: short(by) });
    case 'not-so':
      return t('handoffs.lanes.notSo', { what });
    case 'taken-back':
      return t('handoffs.lanes.takenBack', { what });
    case 'seen':
    case 'went-on':
      return what;
  }
}

/** Whose lane it is. */
export function laneName(lane: LaneId, handoff: Handoff): string {
  return lane === 'time' ? t('handoffs.lanes.time') : short(personOf(lane, handoff));
}

/** Since when the handoff waits in a lane; `null` where it does not. */
export function turnWords({ turns }: Lanes, lane: LaneId, now: Timestamp): string | null {
  const turn = turns.find((one) => one.lane === lane && one.to === null);
  if (turn === undefined) return null;
  const when = momentWords(turn.from, now);
  return t(lane === 'time' ? 'handoffs.lanes.waiting' : 'handoffs.lanes.turn', { when });
}
