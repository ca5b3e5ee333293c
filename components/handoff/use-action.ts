import { useState } from 'preact/hooks';
import { t } from '@/components/ui/say';

/** One action at a time, and what went wrong with the last one. */
export interface Doing {
  readonly busy: boolean;
  readonly error: string | null;
  setError(error: string | null): void;
  /** Resolves to whether it was done. */
  run(action: () => Promise<string | null>): Promise<boolean>;
}

/** Runs one action at a time, keeps what it says is wrong, and says so when the background did not answer. */
export function useAction(): Doing {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async (action: () => Promise<string | null>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setError(null);
    const problem = await action().catch(() => t('checklist.error.silent'));
    setBusy(false);
    setError(problem);
    return problem === null;
  };
  return { busy, error, setError, run };
}
