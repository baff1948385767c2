/** Each language by the name that its readers know, in the order in which they are offered. */
import type { Language } from '../message.ts'

export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文' }
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[]
