import { STATES } from '@/components/team/states';
import { COLUMN_WORDS } from '@/components/team/TeamTable';
import { t } from '@/components/ui/say';
import { inSlices } from '@/lib/model/slices';
import { TeamState } from '@/lib/model/team';
import { type TeamExport, type TeamFormat, type TeamWords, writeTeam } from '@/lib/team/export';
import { Column } from '@/lib/team/view-address';
import { saveAsFile } from './requests';

/** An object made of its entries, of which there is one for each key. */
function record<K extends string>(keys: readonly K[], wordOf: (key: K) => string) {
  return Object.fromEntries(keys.map((key) => [key, wordOf(key)])) as Record<K, string>;
}

function words(): TeamWords {
  return {
    columns: record(['name', ...Column.options], (column) => t(COLUMN_WORDS[column])),
    states: record(TeamState.options, (state) => t(STATES[state].word)),
    admin: t('ui.role.admin'),
  };
}

/** Thrown out of a writing that nobody wants any more. */
const UNWANTED = Symbol('unwanted');

/** Writes a team down in slices, between which the page has its turn; `null` where nobody wants it any more. */
export async function writeDown(
  what: Omit<TeamExport, 'words'>,
  format: TeamFormat,
  onProgress: (done: number) => void,
  isWanted: () => boolean,
): Promise<string | null> {
  const tell = (done: number) => {
    if (!isWanted()) throw UNWANTED;
    onProgress(done);
  };
  try {
    return await inSlices(writeTeam({ ...what, words: words() }, format, tell));
  } catch (error) {
    if (error === UNWANTED) return null;
    throw error;
  }
}

/** Saves a team as a file, and says how it is called. */
export function saveTeam(format: TeamFormat, text: string): string {
  const name = `team-${new Date().toISOString().slice(0, 10)}.${format}`;
  saveAsFile(name, text);
  return name;
}
