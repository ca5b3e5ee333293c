import { useRef, useState } from 'preact/hooks';
import { Age } from '@/components/ui/Age';
import { Button, type Tone } from '@/components/ui/Button';
import { Chip } from '@/components/ui/Chip';
import { Icon, type IconName } from '@/components/ui/Icon';
import { Note } from '@/components/ui/Note';
import { Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';
import type { Profile, ProfileOrigin, ProfileProblem } from '@/lib/model/profile';
import { contentsOf } from '@/lib/profile/handing-on';
import type { Outcome } from './outcome';
import { Problems } from './Problems';
import { contentsWords } from './words';

/** A profile in use. */
export interface UsedProfile {
  readonly origin: ProfileOrigin | 'built-in';
  readonly profile: Profile;
  /** When it was last changed; `null` for those that are not kept here. */
  readonly at: number | null;
}

/** Why the organisation's profile is not in use; an empty list where it is no text at all. */
export type PrescribedProblems = readonly ProfileProblem[];

interface ProfilesProps {
  profiles: readonly UsedProfile[];
  /** `null` where the organisation's profile is in use, or there is none. */
  refused: PrescribedProblems | null;
  /** Who prescribes, by name. */
  organisation: string;
  now: number;
  remove(): Promise<Outcome>;
}

const LOOKS = {
  'built-in': { icon: 'rail', tone: 'accent' },
  managed: { icon: 'blocked', tone: 'accent' },
  imported: { icon: 'paste', tone: 'accent' },
  own: { icon: 'person', tone: 'accent' },
} satisfies Record<UsedProfile['origin'], { icon: IconName; tone: Tone }>;

function originName(origin: UsedProfile['origin'], who: string): string {
  switch (origin) {
    case 'built-in':
      return t('dashboard.recognition.builtIn');
    case 'managed':
      return t('dashboard.recognition.managed', { who });
    case 'imported':
      return t('dashboard.recognition.imported');
    case 'own':
      return t('dashboard.recognition.own');
  }
}

/** The profiles in use and what each brings. Only the one that was brought in can be removed here. */
export function Profiles({ profiles, refused, organisation, now, remove }: ProfilesProps) {
  const [said, setSaid] = useState<Outcome | null>(null);
  const list = useRef<HTMLDivElement>(null);

  async function removeNow(): Promise<void> {
    const outcome = await remove();
    setSaid(outcome);
    // The button that was pressed is gone; the heading says where one is.
    if (outcome.ok) list.current?.closest('section')?.querySelector('h2')?.focus();
  }

  return (
    <Section title={t('dashboard.recognition.used')} name="profiles">
      <div ref={list} class="card">
        <ul class="rows">
          {profiles.map((used) => (
            <li key={used.origin} class="row" data-profile={used.origin}>
              <ProfileRow
                used={used}
                organisation={organisation}
                now={now}
                remove={used.origin === 'imported' ? removeNow : null}
              />
            </li>
          ))}
        </ul>
        {refused !== null && <RefusedProfile problems={refused} organisation={organisation} />}
      </div>
      <div role="status">
        {said !== null && (
          <Note tone={said.ok ? 'ok' : 'danger'} name={said.ok ? 'profile-removed' : 'failed'}>
            <p>{said.ok ? t('dashboard.recognition.removed') : said.why}</p>
          </Note>
        )}
      </div>
    </Section>
  );
}

interface ProfileRowProps {
  used: UsedProfile;
  organisation: string;
  now: number;
  /** `null` where it is not for this page to remove. */
  remove: (() => Promise<void>) | null;
}

function ProfileRow({ used, organisation, now, remove }: ProfileRowProps) {
  const [asking, setAsking] = useState(false);
  const { origin, profile, at } = used;
  const { icon, tone } = LOOKS[origin];
  const hasName = origin === 'managed' || origin === 'imported';
  return (
    <>
      <span class="row-mark" data-tone={tone}>
        <Icon name={icon} />
      </span>
      <div class="row-text">
        <p class="row-title">
          <span class="strong">{originName(origin, organisation)}</span>
          {hasName && <bdi>{profile.id}</bdi>}
          {origin === 'managed' && (
            <Chip icon="blocked">{t('dashboard.recognition.prescribed')}</Chip>
          )}
        </p>
        <p class="small muted tabular">
          <span data-contents="">{contentsWords(contentsOf(profile))}</span>
          {at !== null && (
            <>
              {' · '}
              {t('dashboard.recognition.changed')} <Age at={at} now={now} />
            </>
          )}
        </p>
        {asking && remove !== null && (
          <div class="confirm">
            <p>{t('dashboard.recognition.removeSure')}</p>
            <div class="actions">
              <Button
                data-action="profile-keep"
                ref={(button) => button?.focus()}
                onClick={() => setAsking(false)}
              >
                {t('dashboard.recognition.removeNo')}
              </Button>
              <Button tone="danger" data-action="profile-remove" onClick={() => void remove()}>
                {t('dashboard.recognition.removeYes')}
              </Button>
            </div>
          </div>
        )}
      </div>
      {remove !== null && !asking && (
        <Button
          data-action="profile-remove-ask"
          aria-label={t('dashboard.recognition.removeName', { name: profile.id })}
          onClick={() => setAsking(true)}
        >
          {t('dashboard.recognition.remove')}
        </Button>
      )}
    </>
  );
}

function RefusedProfile({
  problems,
  organisation,
}: {
  problems: PrescribedProblems;
  organisation: string;
}) {
  return (
    <div class="row-note" data-profile="managed-refused">
      <Note tone="caution">
        <p class="strong">
          {t(
            problems.length === 0
              ? 'dashboard.recognition.managedNoText'
              : 'dashboard.recognition.managedBad',
            { who: organisation },
          )}
        </p>
        {problems.length > 0 && <Problems problems={problems} />}
      </Note>
    </div>
  );
}
