import { counted, text } from '@/lib/model/text';
import type { Guard } from '@/lib/model/verdict';

/** Holds a connect whose credentials hold stray whitespace (CONSOLE.md rule 8). */
export const credentialSpacesGuard: Guard = {
  id: 'credential-spaces',

  couldAsk: (intent) => intent === 'connect',

  judge({ intent, snapshot }) {
    if (intent !== 'connect' || snapshot.spaces.length === 0) return null;
    return {
      guard: 'credential-spaces',
      severity: 'notice',
      headline: counted('guard.spaces.headline', snapshot.spaces.length),
      facts: snapshot.spaces.map((field) => ({
        label: text(`field.${field}`),
        value: { kind: 'text', text: text('guard.spaces.fact') },
      })),
      undo: text('guard.spaces.undo'),
      gestures: [],
      proceed: text('guard.spaces.proceed'),
      alternatives: [
        { besides: 'trim', label: text('guard.spaces.trim') },
        { besides: null, label: text('guard.spaces.back') },
      ],
    };
  },
};
