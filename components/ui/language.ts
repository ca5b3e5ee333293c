import { i18n } from '#i18n';

/** The language that is spoken, and how numbers and moments are written in it. */
interface Language {
  /** As a tag, for screen readers, hyphens and the shapes of letters. */
  readonly tag: string;
  /** Missing where that is the browser's own way, which knows the region as well. */
  readonly locale: string | undefined;
}

let known: Language | null = null;

/** Found out when it is first needed; `null` while the messages cannot be reached. */
function look(): Language | null {
  if (known !== null) return known;
  try {
    const tag = i18n.t('ui.language');
    const own = new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale);
    known = { tag, locale: own.language === tag ? undefined : new Intl.Locale(tag).baseName };
    return known;
  } catch {
    return null;
  }
}

/** The language that the messages are in, which is not always the browser's; '' while they cannot be reached. */
export function language(): string {
  return look()?.tag ?? '';
}

/** For the browser's formats: what stands in a sentence is written in the language of the sentence. */
export function locale(): string | undefined {
  return look()?.locale;
}

/** Writes moments, in the language of the messages. */
export function momentFormat(
  options: Intl.DateTimeFormatOptions,
): Pick<Intl.DateTimeFormat, 'format'> {
  let format: Intl.DateTimeFormat | null = null;
  return {
    format(moment) {
      format ??= new Intl.DateTimeFormat(locale(), options);
      return format.format(moment);
    },
  };
}
