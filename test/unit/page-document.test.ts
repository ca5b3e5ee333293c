import { expect, it } from 'vitest';
import { createSpeaker } from '@/entrypoints/console.content/page-document';
import type { Connection } from '@/lib/model/snapshot';
import { FakeMachine, NOW, snapshot } from './cases';

const seen = (connection: Connection) => snapshot({ page: 'marketo-setup', connection });

it('says until when this document has shown the connection', () => {
  const machine = new FakeMachine();
  const speaker = createSpeaker(machine, () => machine.now() - NOW + 1_000);
  expect(speaker.speakFor(seen('owner'))).toMatchObject({
    loadedAt: NOW - 1_000,
    ownerUntil: null,
  });
  machine.pass(60_000);
  const gone = speaker.speakFor(seen('free'));
  expect(gone).toMatchObject({ loadedAt: NOW - 1_000, ownerUntil: NOW + 60_000 });
  machine.pass(7_000);
  expect(speaker.speakFor(seen('free'))).toEqual(gone);
});

it('rather seems too old than too young where the clocks disagree', () => {
  const machine = new FakeMachine();
  const steady = () => machine.read().steady;
  const speaker = createSpeaker(machine, steady);
  const loadedAt = NOW - 5_000;
  machine.sleep(3_600_000);
  expect(speaker.speakFor(seen('free')).loadedAt).toBe(loadedAt);
  machine.set(-7_200_000);
  expect(speaker.speakFor(seen('free')).loadedAt).toBe(loadedAt - 3_600_000);
});
