import type { Guarded } from '@/lib/model/console';
import type { Snapshot } from '@/lib/model/snapshot';

/**
 * Whether the dangerous presses of what was read are held. On the Marketo page that is claimed only when what
 * is dangerous there was found; a page that is still loading, or not understood, is `unknown`.
 */
export function guardedOf(snapshot: Snapshot): Guarded {
  switch (snapshot.page) {
    case 'marketo-setup':
      return snapshot.connection === 'unknown' ? 'unknown' : 'yes';
    case 'user-access':
      return snapshot.users.coverage === 'unknown' ? 'unknown' : 'yes';
    case 'marketo':
      return 'unknown';
    default:
      return 'no';
  }
}
