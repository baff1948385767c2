/** What a button does, as a token that fits every platform, works after a restart and says what it was made from. */
import type { Language } from '../message.ts'
import { REASONS, type Reason } from './feedback.ts'
import { LANGUAGES } from './languages.ts'

export type Press =
  | { kind: 'ask'; id: string; language: Language; replaces: boolean }
  | { kind: 'sources'; ids: string[]; language: Language }
  | { kind: 'chart'; id: string; language: Language }
  | { kind: 'vote'; id: string; version: string; right: boolean; language: Language }
  /** Why an answer was not right. */
  | { kind: 'why'; id: string; version: string; reason: Reason; language: Language }
  | { kind: 'language'; language: Language }
  /** Without a value: to the next one. */
  | { kind: 'set'; key: string; value?: string; language: Language }
  | { kind: 'share'; language: Language }

/** Telegram's limit, in bytes; other platforms allow more. */
const LONGEST = 64
/** Goes up when a token's meaning changes; tokens of another version are told as gone. */
const VERSION = '1'
const LETTERS: Record<Language, string> = { en: 'e', 'zh-Hans': 's', 'zh-Hant': 't' }
const languageOf = (letter: string): Language | undefined => LANGUAGES.find((language) => LETTERS[language] === letter)

/** Undefined: it does not fit, and there is no such button. */
export function writePress(press: Press): string | undefined {
  const token = `${VERSION}${verbOf(press)}${LETTERS[press.language]}${subjectOf(press)}`
  return Buffer.byteLength(token) <= LONGEST ? token : undefined
}

function verbOf(press: Press): string {
  switch (press.kind) {
    case 'ask':
      return press.replaces ? 'r' : 'a'
    case 'vote':
      return press.right ? 'y' : 'n'
    default:
      return { sources: 's', chart: 'p', why: 'w', language: 'l', set: 'c', share: 'e' }[press.kind]
  }
}

function subjectOf(press: Press): string {
  switch (press.kind) {
    case 'ask':
    case 'chart':
      return press.id
    case 'sources':
      return press.ids.join(' ')
    case 'vote':
      return `${press.version} ${press.id}`
    case 'why':
      return `${press.version} ${press.reason.charAt(0)} ${press.id}`
    case 'set':
      return press.value === undefined ? press.key : `${press.key} ${press.value}`
    case 'share':
    case 'language':
      return ''
  }
}

/** Undefined: not a token of this version. */
export function readPress(token: string): Press | undefined {
  const [version, verb, letter = ''] = token
  const language = languageOf(letter)
  const subject = token.slice(3)
  if (version !== VERSION || !language) return undefined
  switch (verb) {
    case 'a':
    case 'r':
      return { kind: 'ask', id: subject, language, replaces: verb === 'r' }
    case 's':
      return { kind: 'sources', ids: subject.split(' '), language }
    case 'p':
      return { kind: 'chart', id: subject, language }
    case 'y':
    case 'n': {
      const [made = '', id = ''] = subject.split(' ')
      return { kind: 'vote', id, version: made, right: verb === 'y', language }
    }
    case 'w': {
      const [made = '', given = '', id = ''] = subject.split(' ')
      const reason = REASONS.find((one) => one.charAt(0) === given)
      return reason && { kind: 'why', id, version: made, reason, language }
    }
    case 'l':
      return { kind: 'language', language }
    case 'c': {
      const [key = '', value] = subject.split(' ')
      return { kind: 'set', key, language, ...(value === undefined ? {} : { value }) }
    }
    case 'e':
      return { kind: 'share', language }
    default:
      return undefined
  }
}
