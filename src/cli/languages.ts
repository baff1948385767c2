/** Languages as people name them on the command line. */
import type { Language } from '../message.ts'

const LANGUAGES = new Map<string, Language>(
  Object.entries({
    en: 'en',
    zh: 'zh-Hans',
    'zh-hans': 'zh-Hans',
    'zh-cn': 'zh-Hans',
    'zh-hant': 'zh-Hant',
    'zh-tw': 'zh-Hant',
  }),
)

/** Undefined for a name that stands for none. */
export const languageNamed = (name: string): Language | undefined => LANGUAGES.get(name.toLowerCase())

export const unknownLanguage = (name: string): string => `unknown language "${name}"; write en, zh-Hans or zh-Hant`
