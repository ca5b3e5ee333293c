import type { ComponentChildren } from 'preact';

interface StripPersonProps {
  name: string | null;
  email: string | null;
  /** When something is or was. */
  children: ComponentChildren;
  'data-early-user'?: string;
  'data-invitee'?: string;
  'data-ending'?: number;
}

/** One person of a few that are named in a strip of the popup: who, each on one line, and when. */
export function StripPerson({ name, email, children, ...data }: StripPersonProps) {
  return (
    <li class="early-person small" {...data}>
      <span class="early-who">
        {name !== null && (
          <span class="ellipsis" title={name}>
            <bdi>{name}</bdi>
          </span>
        )}
        {email !== null && (
          <span class="ellipsis muted" title={email}>
            <bdi>{email}</bdi>
          </span>
        )}
      </span>
      <span>{children}</span>
    </li>
  );
}
