import { Button, type Tone } from '@/components/ui/Button';
import { groupsOf, ownerOf } from '@/components/ui/handoff-words';
import { Icon, type IconName } from '@/components/ui/Icon';
import { t } from '@/components/ui/say';
import type { HandoffKey, KeyId, KeyTrust } from '@/lib/model/handoff';
import type { MessageKey } from '@/lib/model/text';

const TRUST = {
  own: { icon: 'person', tone: 'neutral', word: 'checklist.keys.own' },
  new: { icon: 'unknown', tone: 'caution', word: 'checklist.keys.new' },
  compared: { icon: 'check', tone: 'ok', word: 'checklist.keys.compared' },
  changed: { icon: 'danger', tone: 'danger', word: 'checklist.keys.changed' },
} satisfies Record<KeyTrust, { icon: IconName; tone: Tone; word: MessageKey }>;

interface KeysProps {
  keys: readonly HandoffKey[];
  busy?: boolean;
  /** Says that a key was compared by voice, or takes that back. Left out where it can only be looked at. */
  onCompared?(key: KeyId, compared: boolean): void;
}

/** The keys of a handoff, those first that claim to be somebody who had another one. */
export function Keys({ keys, busy = false, onCompared }: KeysProps) {
  const order: KeyTrust[] = ['changed', 'new', 'compared', 'own'];
  const sorted = keys.toSorted((a, b) => order.indexOf(a.trust) - order.indexOf(b.trust));
  return (
    <ul class="keys">
      {sorted.map((key) => (
        <KeyItem key={key.fingerprint} of={key} busy={busy} onCompared={onCompared} />
      ))}
    </ul>
  );
}

interface KeyItemProps {
  of: HandoffKey;
  busy: boolean;
  onCompared: KeysProps['onCompared'];
}

/** One key: whose it is, its fingerprint to be read out, and what to do about it. */
function KeyItem({ of, busy, onCompared }: KeyItemProps) {
  const { icon, tone, word } = TRUST[of.trust];
  const name = ownerOf(of);
  return (
    <li
      class="key"
      data-key={of.fingerprint}
      data-trust={of.trust}
      data-tone={tone}
      {...(of.trust === 'changed' && { role: 'alert' })}
    >
      <p class="key-trust strong">
        <Icon name={icon} />
        <span class="wrap">{t(word, { name })}</span>
      </p>
      {of.trust !== 'changed' && <p class="small wrap">{name}</p>}
      <Fingerprint of={of.fingerprint} name={name} />
      <Advice of={of} name={name} />
      {onCompared !== undefined && (of.trust === 'new' || of.trust === 'changed') && (
        <Button
          tone={of.trust === 'changed' ? 'danger' : 'neutral'}
          data-action="key-same"
          disabled={busy}
          onClick={() => onCompared(of.fingerprint, true)}
        >
          {t('checklist.keys.same')}
        </Button>
      )}
      {onCompared !== undefined && of.trust === 'compared' && (
        <Button
          kind="plain"
          tone="neutral"
          data-action="key-take-back"
          disabled={busy}
          onClick={() => onCompared(of.fingerprint, false)}
        >
          {t('checklist.keys.takeBack')}
        </Button>
      )}
    </li>
  );
}

/** What to do about a key. */
function Advice({ of, name }: { of: HandoffKey; name: string }) {
  if (of.trust === 'own') return <p class="small muted">{t('checklist.keys.ownWhat')}</p>;
  if (of.trust === 'new') return <p class="small muted">{t('checklist.keys.newWhat', { name })}</p>;
  if (of.trust === 'compared') return null;
  return (
    <>
      <p class="small">{t('checklist.keys.changedWhat')}</p>
      <p class="small strong">{t('checklist.keys.changedDo', { name })}</p>
    </>
  );
}

/** A fingerprint in groups: read out one after the other, and never broken within one. */
function Fingerprint({ of, name }: { of: KeyId; name: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and these are none
    <p class="fingerprint" role="group" aria-label={t('checklist.keys.fingerprint', { name })}>
      {groupsOf(of).map((group, place) => (
        <span key={`${place}${group}`}>{group}</span>
      ))}
    </p>
  );
}
