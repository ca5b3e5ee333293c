import type { Press } from '@/lib/console/intent';
import { findWizard } from '@/lib/console/invite';
import type { Recognition } from '@/lib/console/recognition';
import { containsAcross } from '@/lib/console/tree';
import { type Clock, MINUTE } from '@/lib/model/clock';
import type { Invitation } from '@/lib/model/invitation';
import { atOnce } from '@/lib/model/slices';
import type { Snapshot } from '@/lib/model/snapshot';
import type { BackgroundClient } from './background-client';

interface Surroundings {
  current(): Recognition;
  readonly background: Pick<BackgroundClient, 'send'>;
  readonly clock: Clock;
  /** An invitation went through. */
  onSent(): void;
}

/** Follows an invitation from its Send to where it went through. */
export interface InviteKeeper {
  /** A press was made, as it was judged. */
  made(press: Press, judged: Snapshot | null): void;
  /** The page was read. */
  looked(snapshot: Snapshot): void;
}

/** A wizard that closes later than this after its Send, in milliseconds, has closed for another reason. */
const PATIENCE = MINUTE;

/**
 * Tells the background who was invited once the wizard has closed by itself after its Send. A wizard that is pressed
 * again has not taken it: the console has refused something, and what closes it then proves nothing.
 */
export function createInviteKeeper({
  current,
  background,
  clock,
  onSent,
}: Surroundings): InviteKeeper {
  let sent: { invitation: Invitation; at: number } | null = null;

  function forgetIfPressed(event: Event): void {
    const { engage } = current();
    if (sent === null || engage === null || !event.isTrusted) return;
    const target = event.composedPath()[0];
    const wizard = atOnce(findWizard(document, engage));
    const isIn = wizard !== null && target instanceof Element;
    const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
    if (isIn && (isEscape || containsAcross(wizard.block, target))) sent = null;
  }

  for (const type of ['pointerdown', 'keydown']) {
    window.addEventListener(type, forgetIfPressed, { capture: true, passive: true });
  }

  return {
    made(press, judged) {
      const invitation = judged?.invitation ?? null;
      if (press.intent !== 'invite-send') return;
      sent = invitation === null ? null : { invitation, at: clock.now() };
    },
    looked({ invitation }) {
      if (sent === null || invitation !== null) return;
      const { people, expiry, accountInsight } = sent.invitation;
      const isInTime = clock.now() - sent.at <= PATIENCE;
      sent = null;
      if (!isInTime) return;
      onSent();
      if (people === null || people.length === 0) return;
      const expires = expiry.kind === 'on' ? expiry.day : null;
      void background.send({ kind: 'invited', people, expires, accountInsight });
    },
  };
}
