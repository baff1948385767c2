/** Stretches of calendar time in the short notation that staff write and that questions are read into. */

export type Period = {
  /** First day, ISO; null for a running total whose start is not stated. */
  from: string | null
  /** Last day, ISO, included. */
  to: string
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH = /^(\d{4})-(\d{2})$/
const YEAR = /^(\d{4})$/
const PART = /^(\d{4})-([HQ])([1-4])$/

/**
 * `2020` · `2020-H1` · `2020-Q3` · `2020-04` · `2020-04-07` · two of these joined by `/` (both ends included) ·
 * `../2020-04-07` for a running total as of that day. Undefined when it is none of these or a date does not exist.
 */
export function parsePeriod(text: string): Period | undefined {
  const [first, second, ...rest] = text.split('/')
  if (first === undefined || rest.length > 0) return undefined
  if (second === undefined) return parseSpan(first)
  const end = parseSpan(second)
  if (first === '..') return end && { from: null, to: end.to }
  const start = parseSpan(first)
  if (!start?.from || !end || start.from > end.to) return undefined
  return { from: start.from, to: end.to }
}

function parseSpan(text: string): Period | undefined {
  const year = YEAR.exec(text)?.[1]
  if (year) return { from: `${year}-01-01`, to: `${year}-12-31` }
  const part = PART.exec(text)
  if (part) {
    const [, partYear = '', kind, index] = part
    const months = kind === 'H' ? 6 : 3
    if (kind === 'H' && Number(index) > 2) return undefined
    return monthsOf(partYear, (Number(index) - 1) * months + 1, Number(index) * months)
  }
  const month = MONTH.exec(text)
  if (month)
    return Number(month[2]) >= 1 && Number(month[2]) <= 12
      ? monthsOf(month[1] ?? '', Number(month[2]), Number(month[2]))
      : undefined
  return isDay(text) ? { from: text, to: text } : undefined
}

/** The months `first` to `last` (1 to 12) of a year, whole. */
export function monthsOf(year: string | number, first: number, last: number): Period {
  const lastDay = new Date(Date.UTC(Number(year), last, 0)).getUTCDate()
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(lastDay)}` }
}

/** True for an ISO day that the calendar has. */
export function isDay(text: string): boolean {
  const day = DAY.exec(text)
  if (!day) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

export const samePeriod = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to

/** Wholly inside the other; a stretch without a beginning is inside none. */
export const isWithin = (inner: Period, outer: Period): boolean =>
  inner.from !== null && (outer.from ?? '') <= inner.from && inner.to <= outer.to

export const overlaps = (a: Period, b: Period): boolean => (a.from ?? '') <= b.to && (b.from ?? '') <= a.to

/** Whole months from start to end, rounded; 0 when the start is not stated. */
export function monthsLong(period: Period): number {
  if (period.from === null) return 0
  const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1
  return Math.round(days / 30.44)
}

const PART_OF_YEAR: Record<string, string> = {
  '01-06': 'H1',
  '07-12': 'H2',
  '01-03': 'Q1',
  '04-06': 'Q2',
  '07-09': 'Q3',
  '10-12': 'Q4',
}

/** The shortest notation that `parsePeriod` reads back: `2018/2019`, `2020-H1`, `2023-01/2023-11`. */
export function writePeriod({ from, to }: Period): string {
  if (from === null) return `../${to}`
  const [fromYear = '', fromMonth = '', fromDay] = from.split('-')
  const [toYear = '', toMonth = ''] = to.split('-')
  const wholeMonths = fromDay === '01' && to === monthsOf(toYear, Number(toMonth), Number(toMonth)).to
  if (!wholeMonths) return from === to ? from : `${from}/${to}`
  if (fromMonth === '01' && toMonth === '12') return fromYear === toYear ? fromYear : `${fromYear}/${toYear}`
  if (fromYear === toYear) {
    const half = PART_OF_YEAR[`${fromMonth}-${toMonth}`]
    if (half) return `${fromYear}-${half}`
    if (fromMonth === toMonth) return `${fromYear}-${fromMonth}`
  }
  return `${fromYear}-${fromMonth}/${toYear}-${toMonth}`
}

const two = (value: number): string => String(value).padStart(2, '0')
