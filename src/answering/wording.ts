/** Numbers, dates and periods in words, and the knowledge's own sentences with their blanks filled in. */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Bilingual } from '../knowledge/schema/common.ts'
import type { Qualifier } from '../knowledge/schema/figures.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import { monthsLong, type Period, parsePeriod, writePeriod } from '../language/period.ts'
import { toTraditional } from '../language/script.ts'
import type { Language } from '../message.ts'

export type Words = {
  language: Language
  /** A text of the knowledge base in this language, `{figure-id}` filled in. */
  text(text: Bilingual, blanks?: Record<string, string>): string
  /** What the bot itself says. */
  say(key: VoiceKey, blanks?: Record<string, string>): string
  /** "more than 29,000", with the unit where the unit belongs to the number (yuan, percent, times). */
  value(value: number, qualifier: Qualifier, unit: string): string
  date(iso: string): string
  period(text: string): string
  /** "2020: about 142,000" */
  labelled(label: string, text: string): string
  /** Words of a question as a quoted list. */
  listed(words: readonly string[]): string
  /** A clause as a sentence of its own. */
  sentence(clause: string): string
  /** Sentences one after the other. */
  join(...sentences: string[]): string
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

export function wordsIn(language: Language, knowledge: KnowledgeBase): Words {
  const key = language === 'en' ? 'en' : 'zh'
  const inScript = (text: string): string => (language === 'zh-Hant' ? toTraditional(text) : text)
  const plain = (text: Bilingual, blanks: Record<string, string>): string =>
    text[key].replace(/\{([a-z0-9-]+)\}/g, (whole, name: string) => blanks[name] ?? figureInText(name) ?? whole)

  /** Inside a sentence a figure is its qualified number; the sentence itself says what it counts. */
  function figureInText(id: string): string | undefined {
    const figure = knowledge.figures.get(id)
    if (figure) return qualified(number(figure.value, unitOf(figure.measure) === 'yuan'), figure.qualifier)
    const computed = knowledge.computed.get(id)
    return computed && number(Number(computed.value.toPrecision(computed.round)))
  }

  const unitOf = (measure: string): string => knowledge.concepts.measures.find((one) => one.id === measure)?.unit ?? ''
  const qualified = (text: string, qualifier: Qualifier): string =>
    plain(knowledge.voice[`qualified-${qualifier}`], { number: text })
  const number = (value: number, money = false): string =>
    key === 'en' ? englishNumber(value, money) : chineseNumber(value)

  function value(amount: number, qualifier: Qualifier, unit: string): string {
    const written = number(amount, unit === 'yuan')
    const suffix =
      { yuan: key === 'en' ? ' yuan' : '元', percent: '%', times: key === 'en' ? ' times' : '倍' }[unit] ?? ''
    return qualified(written + suffix, qualifier)
  }

  function date(iso: string): string {
    const [year, month, day] = iso.split('-')
    if (key === 'zh') return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`
    return [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ')
  }

  function period(text: string): string {
    const read = parsePeriod(text)
    if (!read) return text
    const { from, to } = read
    if (from === null) return plain(knowledge.voice['period-as-of'], { date: date(to) })
    const year = to.slice(0, 4)
    const short = writePeriod(read)
    if (/^\d{4}$/.test(short) || /^\d{4}-\d{2}(-\d{2})?$/.test(short)) return date(short)
    if (/-H[12]$/.test(short))
      return plain(knowledge.voice[short.endsWith('1') ? 'period-half-1' : 'period-half-2'], { year: date(year) })
    if (monthsLong(read) === 24 && from.endsWith('01-01'))
      return plain(knowledge.voice['period-both'], { from: date(from.slice(0, 4)), to: date(year) })
    const [start = '', end = ''] = /^\d{4}\/\d{4}$/.test(short)
      ? [from.slice(0, 4), year]
      : wholeMonths(read)
        ? [from.slice(0, 7), to.slice(0, 7)]
        : [from, to]
    return plain(knowledge.voice['period-range'], withinYear(start, end) ?? { from: date(start), to: date(end) })
  }

  /** "January to November 2024", 2024年1月至11月: the year once. */
  function withinYear(start: string, end: string): { from: string; to: string } | undefined {
    const year = end.slice(0, 4)
    if (start.length === 4 || !start.startsWith(year)) return undefined
    const [from, to] = [date(start), date(end)]
    return key === 'zh' ? { from, to: to.replace(date(year), '') } : { from: from.replace(` ${year}`, ''), to }
  }

  return {
    language,
    text: (text, blanks = {}) => inScript(plain(text, blanks)),
    say: (name, blanks = {}) => inScript(plain(knowledge.voice[name], blanks)),
    value: (...args) => inScript(value(...args)),
    date: (iso) => inScript(date(iso)),
    period: (text) => inScript(period(text)),
    labelled: (label, text) => `${label}${key === 'en' ? ': ' : '：'}${text}`,
    listed: (words) =>
      key === 'en' ? words.map((word) => `“${word}”`).join(', ') : words.map((word) => `“${word}”`).join('、'),
    sentence: (clause) => (key === 'en' ? `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.` : `${clause}。`),
    join: (...sentences) => sentences.join(key === 'en' ? ' ' : ''),
  }
}

const wholeMonths = (period: Period): boolean => !/^\d{4}-\d{2}-\d{2}/.test(writePeriod(period))

/** 105,658 · 2.75 billion · 272 billion: billions only where nothing is lost. */
function englishNumber(value: number, money: boolean): string {
  const billions = value / 1e9
  if (Math.abs(billions) >= 1)
    return `${Number(billions.toPrecision(12)).toLocaleString('en', { maximumFractionDigits: 6 })} billion`
  const millions = value / 1e6
  if (Math.abs(millions) >= 10 || (money && Math.abs(millions) >= 1))
    return `${Number(millions.toPrecision(12)).toLocaleString('en', { maximumFractionDigits: 6 })} million`
  return value.toLocaleString('en', { maximumFractionDigits: 2 }).replace('-', '−')
}

/** 105658 · 28.2万 · 3291亿: 万 and 亿 only where the number is round enough for them. */
function chineseNumber(value: number): string {
  const scaled = (scale: number, word: string): string | undefined => {
    const share = Number((value / scale).toPrecision(12))
    return Math.abs(share) >= 1 && Number(share.toFixed(4)) === share && value % 100 === 0
      ? `${share}${word}`
      : undefined
  }
  return scaled(1e8, '亿') ?? scaled(1e4, '万') ?? String(Number(value.toFixed(2))).replace('-', '−')
}
