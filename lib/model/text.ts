import type { GeneratedI18nStructure } from '#i18n';

/** A key of `lib/locales/en.yml`. */
export type MessageKey = keyof GeneratedI18nStructure & string;

/**
 * A sentence for a person, not yet worded: the key of a message and what is to be filled in. Guards and
 * domain say things this way, so that they need neither a browser nor a language.
 */
export interface Text {
  readonly key: MessageKey;
  /** Chooses the plural form, and fills `$1`. */
  readonly count?: number;
  /** Fills `{name}` in the message. Data from the console may be in it: it is shown as text only. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** A {@link Text} without a number in it. */
export function text(key: MessageKey, values?: Readonly<Record<string, string | number>>): Text {
  return values === undefined ? { key } : { key, values };
}

/** A {@link Text} whose wording depends on a number. */
export function counted(
  key: MessageKey,
  count: number,
  values?: Readonly<Record<string, string | number>>,
): Text {
  return values === undefined ? { key, count } : { key, count, values };
}
