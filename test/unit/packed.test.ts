import { expect, it } from 'vitest';
import { Request } from '@/lib/model/messages';
import { packSnapshot } from '@/lib/model/packed';
import { atOnce } from '@/lib/model/slices';
import { Snapshot } from '@/lib/model/snapshot';
import { snapshot as anySnapshot } from './cases';

const snapshot = (users: unknown): Snapshot => Snapshot.parse({ ...anySnapshot(), users });

const person = (index: number) => ({
  email: `person.${index}@example.com`,
  name: `"Person" \\ ${index}\u2028`,
  role: 'user',
  access: 'connected',
  workspaces: ['A, B'],
  team: null,
});

it.each([
  ['nobody that could be read', { coverage: 'unknown' }],
  ['an empty list', { coverage: 'whole', value: [] }],
  [
    'many',
    { coverage: 'partial', value: Array.from({ length: 250 }, (_, index) => person(index)) },
  ],
])('arrives as it was sent, with %s', (_, users) => {
  const sent = snapshot(users);
  const packed = atOnce(packSnapshot(sent));
  const request = Request.parse({ kind: 'seen', snapshot: packed, guarded: 'yes' });
  expect(request).toEqual({ kind: 'seen', snapshot: sent, guarded: 'yes' });
});

it.each(['', '{', '{}', 'null', '[]'])('refuses %j as a snapshot', (text) => {
  const request = Request.safeParse({ kind: 'seen', snapshot: text, guarded: 'yes' });
  expect(request.success).toBe(false);
});
