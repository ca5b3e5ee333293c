import type { Handout, Source } from '@/components/settings/HandOn';
import { handOn } from '@/lib/console/accept';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import type { Profile } from '@/lib/model/profile';
import { isBlank, mergeProfiles, namesOneOf, withoutNames } from '@/lib/profile/handing-on';
import { everybody } from '@/lib/store';

/** The profiles that this browser keeps, by where they come from. */
export interface Kept {
  readonly own: Profile | null;
  readonly imported: Profile | null;
}

/** What one's own teaching is called where it is brought in. */
const OWN_NAME = 'pointed-out';

const FILE_NAME = 'guardrails-profile.json';

/** What there is to hand on. Teaching that was all taken back is nothing. */
export function sourcesOf({ own, imported }: Kept): Source[] {
  const hasOwn = own !== null && !isBlank(own);
  if (hasOwn && imported !== null) return ['own', 'imported', 'both'];
  if (hasOwn) return ['own'];
  return imported !== null ? ['imported'] : [];
}

/** Makes the file. Nobody who was ever seen in this browser is named in what comes from it. */
export async function handoutOf(source: Source, { own, imported }: Kept): Promise<Handout> {
  if (source === 'imported' || own === null) return fileOf(imported ?? own, 0);
  const isSomebody = namesOneOf(await everybody());
  const hints = handOn(own, BUILT_IN_PROFILE, isSomebody);
  const { words, leftOut: unsaid } = withoutNames(own, isSomebody);
  const profile = { ...hints.profile, words };
  const leftOut = hints.leftOut + unsaid;
  if (source === 'both' && imported !== null)
    return fileOf(mergeProfiles(imported, profile), leftOut);
  return fileOf({ ...profile, id: OWN_NAME }, leftOut);
}

function fileOf(profile: Profile | null, leftOut: number): Handout {
  return { text: JSON.stringify(profile, null, 2), fileName: FILE_NAME, leftOut };
}
