import { browser } from 'wxt/browser';
import {
  BACKUP_PROBLEMS,
  type BackupPart,
  PART_OF,
  PART_WORDS,
} from '@/components/settings/backup-words';
import type { Outcome } from '@/components/settings/outcome';
import type { LookedAt, PartChange } from '@/components/settings/PutBack';
import type { SavedFile } from '@/components/settings/SaveEverything';
import { t } from '@/components/ui/say';
import { systemClock } from '@/lib/model/clock';
import { BACKUP_PART } from '@/lib/model/messages';
import { compareBackup, makeBackup, readBackup, type TableChange } from '@/lib/store';
import { forgetGlance } from '../popup/glance';
import { requestData, saveAsFile } from './requests';

/** How long the background may take to put a file in the place of what is kept, in ms. */
const TAKING = 120_000;

/** Saves whatever can be read, of a database that cannot be used any more too. */
export async function saveEverything(onProgress: (rows: number) => void): Promise<SavedFile> {
  const now = systemClock.now();
  const extension = browser.runtime.getManifest().version;
  const { parts, rows, unread, lost } = await makeBackup({ madeAt: now, extension, onProgress });
  // Two on one day are two files.
  const moment = new Date(now).toISOString().slice(0, 19).replaceAll(/[T:]/gu, '-');
  const file = `guardrails-${moment}.json`;
  saveAsFile(file, parts);
  return { file, rows, unread, lost };
}

/** Looks at a saved file: what it would change, or in a sentence why it is refused. */
export async function lookAt(text: string): Promise<LookedAt | string> {
  const reading = await readBackup(text);
  if (!reading.ok) return t(BACKUP_PROBLEMS[reading.problem]);
  const { madeAt, extension, unread, sum } = reading.backup;
  const changes = partsOf(await compareBackup(reading.backup));
  return { madeAt, extension, unread, changes, take: () => take(text, sum) };
}

/** The changes of the tables, as the parts that people know. */
function partsOf(changes: readonly TableChange[]): PartChange[] {
  // The keys of an object are strings to the compiler; these are the parts.
  const parts = Object.keys(PART_WORDS) as BackupPart[];
  return parts.map((part) =>
    changes
      .filter(({ table }) => PART_OF[table] === part)
      .reduce(
        (sum, one) => ({
          part,
          here: sum.here + one.here,
          there: sum.there + one.there,
          added: sum.added + one.added,
          changed: sum.changed + one.changed,
          removed: sum.removed + one.removed,
        }),
        { part, here: 0, there: 0, added: 0, changed: 0, removed: 0 },
      ),
  );
}

/** Hands a file over part by part, and has the background take in what was looked at, and nothing else. */
async function take(text: string, sum: string): Promise<Outcome> {
  const upload = crypto.randomUUID();
  const parts = Math.ceil(text.length / BACKUP_PART);
  for (let part = 0; part < parts; part++) {
    const piece = text.slice(part * BACKUP_PART, (part + 1) * BACKUP_PART);
    const arrived = await requestData({ kind: 'backup-part', upload, part, text: piece });
    if (!arrived.ok) return arrived;
  }
  return replace({ kind: 'backup-take', upload, parts, sum });
}

/** Has the background replace or delete what is kept; what the popup has shown of it goes too. */
function replace(request: Parameters<typeof requestData>[0]): Promise<Outcome> {
  forgetGlance();
  return requestData(request, TAKING);
}

/** Deletes everything that is kept. */
export function deleteEverything(): Promise<Outcome> {
  return replace({ kind: 'data-delete' });
}

/** Deletes a database that cannot be used any more, and begins with an empty one. */
export async function beginAnew(): Promise<Outcome> {
  const outcome = await replace({ kind: 'data-anew' });
  if (outcome.ok) location.reload();
  return outcome;
}
