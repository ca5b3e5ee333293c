import { Icon } from '@/components/ui/Icon';
import { t, tn } from '@/components/ui/say';
import { dayOf, ENDING_NOW, type Ending, endingSoon } from '@/lib/access/expiry';
import type { Invited as Invitation } from '@/lib/model/invitation';

interface InvitedProps {
  invited: readonly Invitation[];
  now: number;
}

/** Who was invited to Account Insight from this browser, and whose access ends soon. */
export function Invited({ invited, now }: InvitedProps) {
  if (invited.length === 0) return null;
  const today = dayOf(now, new Date(now).getTimezoneOffset());
  const ending = endingSoon(invited, today);
  const isPressing = ending.some(({ days }) => days <= ENDING_NOW);
  return (
    <section class={ending.length > 0 ? 'strip early' : 'strip'} data-invited="">
      <span class="strip-mark" data-tone={ending.length > 0 ? 'caution' : 'neutral'}>
        <Icon name={isPressing ? 'warning' : ending.length > 0 ? 'clock' : 'person'} large />
      </span>
      <div class="grow early-body">
        <h2 class="strong">
          {ending.length > 0
            ? tn('popup.invited.ending', ending.length)
            : tn('popup.invited.title', invited.length)}
        </h2>
        {ending.length > 0 && (
          <ul class="early-people">
            {ending.map((one) => (
              <EndingRow key={nameOf(one.invited)} ending={one} />
            ))}
          </ul>
        )}
        <details>
          <summary class="small">{tn('popup.invited.all', invited.length)}</summary>
          <ul class="early-people">
            {invited.map((one) => (
              <li key={nameOf(one)} class="small" data-invitee={nameOf(one)}>
                <Who person={one} />
                <span class="muted">
                  {' · '}
                  {one.expires === null
                    ? t('popup.invited.open')
                    : t('popup.invited.until', { day: dayWords(one.expires) })}
                  {one.accountInsight === 'not-ticked' && ` · ${t('popup.invited.without')}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </section>
  );
}

function EndingRow({ ending: { invited, days } }: { ending: Ending }) {
  return (
    <li class="small" data-ending={days} data-invitee={nameOf(invited)}>
      <Who person={invited} />
      <span class={days <= ENDING_NOW ? 'strong' : 'muted'}>
        {' · '}
        {days === 0 ? t('popup.invited.today') : tn('popup.invited.in', days)}
      </span>
    </li>
  );
}

function Who({ person: { name, email } }: { person: Invitation }) {
  return (
    <>
      {name !== null && <bdi>{name} </bdi>}
      {email !== null && <bdi class="muted wrap">{email}</bdi>}
    </>
  );
}

/** What tells one from the other: the address, and the name where the console showed nothing else. */
function nameOf({ name, email }: Invitation): string {
  return email ?? name ?? '';
}

/** A day as this browser writes days. */
function dayWords(day: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(day),
  );
}
