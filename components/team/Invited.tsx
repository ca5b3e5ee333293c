import { Icon } from '@/components/ui/Icon';
import { t, tn } from '@/components/ui/say';
import { dayOf, ENDING_NOW, type Ending, endingSoon } from '@/lib/access/expiry';
import type { Invited as Invitation } from '@/lib/model/invitation';
import { StripPerson } from './StripPerson';

interface InvitedProps {
  invited: readonly Invitation[];
  now: number;
}

/** Whose access to Account Insight ends soon, of those who were invited from this browser. */
export function Invited({ invited, now }: InvitedProps) {
  const today = dayOf(now, new Date(now).getTimezoneOffset());
  const ending = endingSoon(invited, today);
  if (ending.length === 0) return null;
  const isPressing = ending.some(({ days }) => days <= ENDING_NOW);
  return (
    <section class="strip early" data-invited="">
      <span class="strip-mark" data-tone="caution">
        <Icon name={isPressing ? 'warning' : 'clock'} large />
      </span>
      <div class="grow early-body">
        <h2 class="strong">{tn('popup.invited.ending', ending.length)}</h2>
        <ul class="early-people">
          {ending.map((one) => (
            <EndingRow key={nameOf(one.invited)} ending={one} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function EndingRow({ ending: { invited, days } }: { ending: Ending }) {
  return (
    <StripPerson
      name={invited.name}
      email={invited.email}
      data-ending={days}
      data-invitee={nameOf(invited)}
    >
      <span class={days <= ENDING_NOW ? 'strong' : 'muted'}>
        {days === 0 ? t('popup.invited.today') : tn('popup.invited.in', days)}
      </span>
    </StripPerson>
  );
}

/** What tells one from the other: the address, and the name where the console showed nothing else. */
function nameOf({ name, email }: Invitation): string {
  return email ?? name ?? '';
}
