/** The console's words: one file per language; English says which words there are. */

import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { it } from './it';
import { ja } from './ja';
import { ko } from './ko';
import { nl } from './nl';
import { ptBR } from './pt-BR';
import { sv } from './sv';
import { zhHans } from './zh-Hans';
import { zhHant } from './zh-Hant';

/** The languages of the console. */
export const LANGUAGES = [
  'en',
  'nl',
  'fr',
  'sv',
  'de',
  'es',
  'it',
  'pt-BR',
  'ja',
  'ko',
  'zh-Hans',
  'zh-Hant',
] as const;

/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** Every word and sentence of the console. `{name}` and the like are filled in by the client. */
export type Words = Readonly<Record<keyof typeof en, string>>;

/** The words of each language. */
export const WORDS: Readonly<Record<Language, Words>> = {
  en,
  nl,
  fr,
  sv,
  de,
  es,
  it,
  'pt-BR': ptBR,
  ja,
  ko,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
};
