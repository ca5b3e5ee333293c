import { acceptProfile } from '@/lib/console/accept';
import { BUILT_IN_PROFILE } from '@/lib/console/profile';
import type { DataRequest, Reply } from '@/lib/model/messages';
import { z } from '@/lib/model/zod';
import {
  type Backup,
  type BackupProblem,
  forgetEverything,
  openAgain,
  ProfileRecord,
  readBackup,
  type SiaDb,
  startAnew,
  takeBackup,
  troubleOf,
} from '@/lib/store';
import { forgetSigner } from './keys';

/** Why what was asked about all that is stored was not done; nothing has changed then. */
export type DataRefusal = BackupProblem | 'parts-missing' | 'full' | 'failed';

/** What became of it: for a part, that it has arrived. */
export type DataOutcome = 'part' | 'done' | DataRefusal;

/** Another backup that is handed over meanwhile ends the one before. */
interface Upload {
  readonly id: string;
  readonly parts: Map<number, string>;
}

/** Does what pages of the extension ask about all that is stored. It keeps a backup's parts until they are taken. */
export class DataDesk {
  #upload: Upload | null = null;

  /** @param db the database */
  constructor(private readonly db: SiaDb) {}

  /** Does it as a whole, or not at all. Never throws. */
  async handle(request: DataRequest): Promise<DataOutcome> {
    try {
      return await this.#carryOut(request);
    } catch (error) {
      // The name only: a database's message can quote the record that it choked on.
      console.error('sia-guardrails:', error instanceof Error ? error.name : 'unknown error');
      return (await troubleOf(error)) === 'full' ? 'full' : 'failed';
    }
  }

  async #carryOut(request: DataRequest): Promise<DataOutcome> {
    switch (request.kind) {
      case 'backup-part':
        this.#keep(request);
        return 'part';
      case 'backup-take':
        return this.#take(request);
      case 'data-delete':
        await openAgain(this.db);
        await forgetEverything(this.db);
        forgetSigner(this.db);
        return 'done';
      case 'data-anew':
        await startAnew(this.db);
        forgetSigner(this.db);
        return 'done';
    }
  }

  #keep({ upload, part, text }: Extract<DataRequest, { kind: 'backup-part' }>): void {
    if (this.#upload?.id !== upload) this.#upload = { id: upload, parts: new Map() };
    this.#upload.parts.set(part, text);
  }

  async #take({
    upload,
    parts,
    sum,
  }: Extract<DataRequest, { kind: 'backup-take' }>): Promise<DataOutcome> {
    const given = this.#upload;
    this.#upload = null;
    const texts = Array.from({ length: parts }, (_, part) => given?.parts.get(part));
    // A worker that died in between has forgotten what came before.
    const whole = texts.filter((text) => text !== undefined);
    if (given?.id !== upload || whole.length < parts) return 'parts-missing';
    const reading = await readBackup(whole.join(''));
    if (!reading.ok) return reading.problem;
    // It is to be the one whose changes somebody has looked at.
    if (reading.backup.sum !== sum) return 'damaged';
    if (!hasSoundProfiles(reading.backup)) return 'bad-profile';
    await openAgain(this.db);
    await takeBackup(reading.backup, this.db);
    return 'done';
  }
}

/**
 * Whether what a backup would teach can only add to what is recognised, as with a profile that is brought in. What
 * somebody has pointed out themselves is theirs to say, and may name a person.
 */
function hasSoundProfiles({ rows }: Backup): boolean {
  const records = z.array(ProfileRecord).safeParse(rows.get('profiles') ?? []);
  if (!records.success) return false;
  return records.data.every(({ origin, profile }) => {
    const judged = origin === 'own' ? { ...profile, hints: [] } : profile;
    return acceptProfile(JSON.stringify(judged), BUILT_IN_PROFILE).ok;
  });
}

/** What a {@link DataOutcome} is answered with. */
export function replyTo(outcome: DataOutcome, refusal: (why: DataRefusal) => string): Reply {
  return outcome === 'part' || outcome === 'done'
    ? { kind: 'done' }
    : { kind: 'refused', reason: refusal(outcome) };
}
