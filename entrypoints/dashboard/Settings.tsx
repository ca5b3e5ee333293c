import { useMemo } from 'preact/hooks';
import { AccountNames } from '@/components/settings/AccountNames';
import { BringIn } from '@/components/settings/BringIn';
import { ExpiryRule } from '@/components/settings/ExpiryRule';
import { HandOn } from '@/components/settings/HandOn';
import { Hosts } from '@/components/settings/Hosts';
import { MyUsualRole } from '@/components/settings/MyUsualRole';
import { Pods } from '@/components/settings/Pods';
import {
  type PrescribedProblems,
  Profiles,
  type UsedProfile,
} from '@/components/settings/Profiles';
import { LeftAlone, PointedOut } from '@/components/settings/Taught';
import { Wait } from '@/components/settings/Wait';
import { useNow } from '@/components/ui/now';
import { t } from '@/components/ui/say';
import { acceptProfile } from '@/lib/console/accept';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import { MINUTE } from '@/lib/model/clock';
import type { Exception, Profile } from '@/lib/model/profile';
import { type Settings as Chosen, effective } from '@/lib/model/settings';
import type { Prescription } from '@/lib/policy/policy';
import { isBlank, tabWordsOf } from '@/lib/profile/handing-on';
import type { AccountRecord, ProfileRecord } from '@/lib/store';
import { Data } from './Data';
import { handoutOf, type Kept, sourcesOf } from './handouts';
import { allowHost, useHosts } from './hosts';
import { allowPod, forbidPod, usePods } from './pods';
import { prescriber } from './prescription';
import { bringIn, request, saveAsFile } from './requests';
import { hrefOf, type Section } from './route';

/** What the database says of the settings. */
export interface SettingsFacts {
  readonly profiles: readonly ProfileRecord[];
  readonly exceptions: readonly Exception[];
  readonly settings: Chosen;
  readonly accounts: readonly AccountRecord[];
}

interface SettingsProps {
  section: Section;
  facts: SettingsFacts;
  prescription: Prescription;
}

/** The room of the settings. */
export function Settings({ section, facts, prescription }: SettingsProps) {
  if (section === 'wait') return <WaitSection facts={facts} prescription={prescription} />;
  if (section === 'engage') return <EngageSection facts={facts} prescription={prescription} />;
  if (section === 'role') return <RoleSection facts={facts} prescription={prescription} />;
  if (section === 'accounts') return <AccountsSection facts={facts} prescription={prescription} />;
  if (section === 'hosts') return <HostsSection />;
  if (section === 'data') return <Data facts={facts} prescription={prescription} />;
  return <Recognition facts={facts} prescription={prescription} />;
}

/** What every section of the settings is given. */
export type Given = Omit<SettingsProps, 'section'>;

function WaitSection({ facts, prescription }: Given) {
  const { waitMinutes, prescribed } = effective(facts.settings, prescription.policy);
  const who = prescriber(prescription);
  return (
    <Wait
      minutes={waitMinutes}
      prescribedBy={prescribed.waitMinutes ? who : null}
      malformedFrom={prescription.malformed.includes('waitMinutes') ? who : null}
      save={(minutes) =>
        request({ kind: 'settings', settings: { ...facts.settings, waitMinutes: minutes } })
      }
    />
  );
}

function EngageSection({ facts, prescription }: Given) {
  const { inviteExpiryDays, prescribed } = effective(facts.settings, prescription.policy);
  const pods = usePods();
  return (
    <>
      <p class="lead">{t('dashboard.engage.what')}</p>
      {pods !== null && <Pods pods={pods} allow={allowPod} forbid={forbidPod} />}
      <ExpiryRule
        days={inviteExpiryDays}
        prescribedBy={prescribed.inviteExpiryDays ? prescriber(prescription) : null}
        save={(days) =>
          request({ kind: 'settings', settings: { ...facts.settings, inviteExpiryDays: days } })
        }
      />
    </>
  );
}

function RoleSection({ facts }: Given) {
  return (
    <MyUsualRole
      role={facts.settings.role}
      save={(role) => request({ kind: 'settings', settings: { ...facts.settings, role } })}
    />
  );
}

function AccountsSection({ facts }: Given) {
  const now = useNow(MINUTE);
  return (
    <>
      <p class="lead">{t('account.what')}</p>
      <AccountNames
        accounts={facts.accounts}
        now={now}
        save={(account, name) => request({ kind: 'account-name', account, name })}
      />
    </>
  );
}

function HostsSection() {
  const hosts = useHosts();
  const pods = usePods();
  return (
    <>
      <p class="lead">{t('hosts.what')}</p>
      {hosts !== null && pods !== null && (
        <Hosts
          hosts={hosts}
          pods={pods}
          podsHref={hrefOf('settings', 'engage', { part: 'pods' })}
          allow={allowHost}
        />
      )}
    </>
  );
}

/** What comes of the organisation's profile. */
interface Judged {
  readonly profile: Profile | null;
  readonly problems: PrescribedProblems | null;
}

function judge({ policy, malformed }: Prescription): Judged {
  if (malformed.includes('profile')) return { profile: null, problems: [] };
  if (policy.profile === undefined) return { profile: null, problems: null };
  const judged = acceptProfile(policy.profile, BUILT_IN_PROFILE);
  return judged.ok
    ? { profile: judged.profile, problems: null }
    : { profile: null, problems: judged.problems };
}

function usedProfiles(managed: Profile | null, kept: readonly ProfileRecord[]): UsedProfile[] {
  const ofOrigin = (origin: ProfileRecord['origin']) =>
    kept.filter((one) => one.origin === origin && !(origin === 'own' && isBlank(one.profile)));
  return [
    { origin: 'built-in', profile: BUILT_IN_PROFILE, at: null },
    ...(managed === null ? [] : [{ origin: 'managed' as const, profile: managed, at: null }]),
    ...ofOrigin('imported'),
    ...ofOrigin('own'),
  ];
}

function keptOf(records: readonly ProfileRecord[]): Kept {
  const find = (origin: ProfileRecord['origin']) =>
    records.find((one) => one.origin === origin)?.profile ?? null;
  return { own: find('own'), imported: find('imported') };
}

function Recognition({ facts, prescription }: Given) {
  const now = useNow(MINUTE);
  const managed = useMemo(() => judge(prescription), [prescription]);
  const kept = keptOf(facts.profiles);
  return (
    <>
      <p class="lead">{t('dashboard.recognition.what')}</p>
      <Profiles
        profiles={usedProfiles(managed.profile, facts.profiles)}
        refused={managed.problems}
        organisation={prescriber(prescription)}
        now={now}
        remove={() => request({ kind: 'profile-remove' })}
      />
      <PointedOut
        hints={kept.own?.hints ?? []}
        words={kept.own === null ? [] : tabWordsOf(kept.own)}
        forget={(hint) => request({ kind: 'forget-hint', hint })}
        forgetWord={(word) => request({ kind: 'forget-tab', ...word })}
      />
      <LeftAlone
        exceptions={facts.exceptions}
        accountName={(id) => facts.accounts.find((one) => one.id === id)?.name ?? null}
        now={now}
        forget={({ id }) => request({ kind: 'forget-exception', exception: id })}
      />
      <BringIn imported={kept.imported} bringIn={bringIn} />
      <HandOn
        sources={sourcesOf(kept)}
        importedName={kept.imported?.id ?? ''}
        revision={JSON.stringify(facts.profiles.map(({ origin, at }) => [origin, at]))}
        make={(source) => handoutOf(source, kept)}
        save={({ fileName, text }) => saveAsFile(fileName, text)}
      />
    </>
  );
}
