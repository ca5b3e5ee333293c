import type { Reply, SentRequest } from '@/lib/model/messages';
import type { HandoffActions } from './actions';

/** The requests by which people act in handoffs. */
export type HandoffRequest = Extract<
  SentRequest,
  {
    kind:
      | 'handoff-start'
      | 'handoff-me'
      | 'handoff-declare'
      | 'handoff-undo'
      | 'handoff-close'
      | 'pass-export'
      | 'pass-preview'
      | 'pass-import'
      | 'key-compared'
      | 'original-user';
  }
>;

/** What acting in handoffs needs of the place where it happens. */
export interface Asking {
  /** The background's answer; `null` when there is none. */
  ask(request: HandoffRequest): Promise<Reply | null>;
  /** Hands a text to the browser as a file to be saved. */
  saveFile(name: string, text: string): void;
  /** Told when this browser has come into a handoff, or is somebody else in it than before. */
  onJoined?(): void;
}

/**
 * Carries what a person does about handoffs to the background.
 *
 * @returns actions that reject when the background does not answer, or not with what it was asked for
 */
export function createHandoffActions({ ask, saveFile, onJoined }: Asking): HandoffActions {
  async function answerTo(request: HandoffRequest): Promise<Reply> {
    const reply = await ask(request);
    if (reply === null) throw new Error('the background did not answer');
    return reply;
  }

  /** Why something was refused, or `null`. */
  async function tell(request: HandoffRequest): Promise<string | null> {
    const reply = await answerTo(request);
    return reply.kind === 'refused' ? reply.reason : null;
  }

  return {
    startHandoff: (of) => tell({ kind: 'handoff-start', ...of }),
    async changeMe(handoff, me) {
      const problem = await tell({ kind: 'handoff-me', handoff, ...me });
      if (problem === null) onJoined?.();
      return problem;
    },
    declareStep: (handoff, step, said) => tell({ kind: 'handoff-declare', handoff, step, ...said }),
    undoStep: (handoff, step, by) => tell({ kind: 'handoff-undo', handoff, step, by }),
    closeHandoff: (handoff, outcome) => tell({ kind: 'handoff-close', handoff, outcome }),
    async exportPass(handoff, withPeople) {
      const reply = await answerTo({ kind: 'pass-export', handoff, withPeople });
      if (reply.kind !== 'pass') throw new Error('the background gave no pass');
      return reply;
    },
    saveFile,
    async previewPass(text, me) {
      const reply = await answerTo({ kind: 'pass-preview', text, ...me });
      if (reply.kind === 'pass-preview') return reply.preview;
      if (reply.kind === 'pass-refused') return reply.problem;
      throw new Error('the background did not look at the pass');
    },
    async importPass(text, me) {
      const reply = await answerTo({ kind: 'pass-import', text, ...me });
      if (reply.kind === 'pass-refused') return reply.problem;
      if (reply.kind !== 'known') throw new Error('the background did not take the pass');
      onJoined?.();
      return null;
    },
    compareKey: (key, compared) => tell({ kind: 'key-compared', key, compared }),
    sayOriginal: (adminA, { isOriginal, isSynced }) =>
      tell({
        kind: 'original-user',
        said: {
          ...(isOriginal === true && { user: adminA }),
          ...(isOriginal === false && { others: [adminA] }),
          ...(isSynced !== null && { dataSync: isSynced ? 'started' : 'not-started' }),
        },
      }),
  };
}
