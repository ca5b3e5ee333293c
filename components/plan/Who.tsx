interface WhoProps {
  name: string | null;
  email: string;
}

/** Somebody of a list, by name if one is known and by address; next to each other, or one below the other. */
export function Who({ name, email }: WhoProps) {
  const known = name?.trim() ?? '';
  return (
    <span class="who-is">
      {known !== '' && (
        <span class="strong">
          <bdi>{known}</bdi>{' '}
        </span>
      )}
      <span class={known === '' ? 'strong' : 'muted'}>
        <bdi>{email}</bdi>
      </span>
    </span>
  );
}
