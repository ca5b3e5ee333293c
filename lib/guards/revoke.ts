import { counted, text } from '@/lib/model/text';
import type { Guard } from '@/lib/model/verdict';
import { gesturesForPeople, withNames } from './people';

/** Holds the removal of people's access: granting it again means choosing a workspace again (rule 4). */
export const revokeGuard: Guard = {
  id: 'revoke',

  couldAsk: (intent) => intent === 'revoke',

  judge({ intent, snapshot }) {
    if (intent !== 'revoke') return null;
    const { selected } = snapshot;
    const people = selected.coverage === 'unknown' ? null : selected.value.length;
    return {
      guard: 'revoke',
      severity: 'caution',
      headline:
        people === null
          ? text('guard.revoke.headline.unread')
          : counted(`guard.revoke.headline.${snapshot.selectsMore ? 'more' : 'people'}`, people),
      facts: [
        {
          label: text('fact.who'),
          value:
            selected.coverage === 'unknown'
              ? { kind: 'text', text: text('guard.unread.who') }
              : { kind: 'people', people: withNames(snapshot, selected.value) },
        },
        ...(selected.coverage === 'partial'
          ? [
              {
                label: text('fact.how'),
                value: {
                  kind: 'text',
                  text: text(snapshot.selectsMore ? 'guard.more' : 'guard.revoke.partial'),
                },
              } as const,
            ]
          : []),
      ],
      undo: text('guard.revoke.undo'),
      gestures: people === null ? [] : gesturesForPeople(snapshot, people, 2),
      proceed:
        people === null || snapshot.selectsMore
          ? text('guard.revoke.proceed.unread')
          : counted('guard.revoke.proceed.people', people),
      alternatives: [{ besides: null, label: text('guard.revoke.back') }],
    };
  },
};
