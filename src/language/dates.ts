/** Years and periods as people write them, in English and Chinese, read against a given today. */
import { isDay, monthsOf, type Period, parsePeriod } from './period.ts'
import { writeOutYears } from './short-years.ts'

export type PeriodMention = {
  period: Period
  /**
   * `span`: a year, half, quarter, month or day · `range`: from … to … · `both`: two years joined by and/和, one stretch or two ·
   * `as-of`: to/by/截至 a day · `since`: from a year until today · `relative`: last year, 近三年 ·
   * `part`: months that the years beside it are read with ("first 11 months, 2024 vs 2025"), and no period by itself
   */
  kind: 'span' | 'range' | 'both' | 'as-of' | 'since' | 'relative' | 'part'
  /** With a year told by another that the text does not name ("the year before"): how many years earlier. */
  yearsBefore?: number
  text: string
  start: number
  end: number
}

type Found = Pick<PeriodMention, 'period' | 'kind'> & {
  /** Read by the years beside it: the months that it means in each of them, or so many years before them. */
  beside?: { months: [number, number] } | { yearsBefore: number } | { yearsUntil: number } | { sameIn: number }
}
type Rule = { pattern: RegExp; read(groups: Record<string, string | undefined>, today: string): Found | undefined }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Not the "mar" of Myanmar. */
const MONTH_WORD =
  '(?<!\\p{L})(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const YEAR = '(?:19[89]|20[0-4])\\d'
const COUNT = 'two|three|four|five|six|seven|eight|nine|ten|eleven|\\d{1,2}'
const HAN_COUNT = '[一二两三四五六七八九十]|十一|\\d{1,2}'
const TO = '(?:\\s?(?:-|/|~|到|至|to|through|thru|until|till)\\s?)'

const monthNumber = (word = ''): number => MONTHS.indexOf(word.toLowerCase().slice(0, 3)) + 1
const ENGLISH_COUNT = new Map(
  ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'].map((word, i) => [word, i + 2]),
)
const HAN_COUNT_VALUE = new Map([
  ['两', 2],
  ...[...'一二三四五六七八九十'].map((digit, i) => [digit, i + 1] as const),
  ['十一', 11],
] as [string, number][])
const count = (text = ''): number => ENGLISH_COUNT.get(text.toLowerCase()) ?? HAN_COUNT_VALUE.get(text) ?? Number(text)

const year = (from: number | string, to: number | string = from): Period => ({
  from: `${from}-01-01`,
  to: `${to}-12-31`,
})
const day = (y = '', m: number | string = '', d = ''): string =>
  `${y}-${String(m).padStart(2, '0')}-${d.padStart(2, '0')}`
const span = (period: Period): Found => ({ period, kind: 'span' })
const months = (y: string | undefined, first: number, last: number): Found | undefined =>
  first >= 1 && last <= 12 && first <= last
    ? { period: monthsOf(y ?? '', first, last), kind: first === last ? 'span' : 'range' }
    : undefined
const part = (y: string | undefined, first: number, last: number): Found => span(monthsOf(y ?? '', first, last))
const acrossMonths = (a = '', m: number, b = '', n: number): Found | undefined => {
  const period = parsePeriod(`${a}-${String(m).padStart(2, '0')}/${b}-${String(n).padStart(2, '0')}`)
  return period && { period, kind: 'range' }
}
const asOf = (date: string): Found | undefined =>
  isDay(date) ? { period: { from: null, to: date }, kind: 'as-of' } : undefined
const days = (from: string, to: string): Found | undefined =>
  isDay(from) && isDay(to) && from < to ? { period: { from, to }, kind: 'range' } : undefined
const oneDay = (date: string): Found | undefined => (isDay(date) ? span({ from: date, to: date }) : undefined)
/** Months of the years named beside; alone it names no stretch of time. */
const partOfEach = (first: number, last: number): Found | undefined =>
  first >= 1 && first < last && last <= 12
    ? { period: monthsOf('1000', first, last), kind: 'span', beside: { months: [first, last] } }
    : undefined
const fullYear = (from: string, short: string): string => (short.length === 2 ? from.slice(0, 2) + short : short)
const yearOf = (today: string): number => Number(today.slice(0, 4))

/** The last `n` whole years before today's. */
const lastYears = (n: number, today: string): Found => ({
  period: year(yearOf(today) - n, yearOf(today) - 1),
  kind: 'relative',
})

const rule = (pattern: string, read: Rule['read']): Rule => ({ pattern: new RegExp(pattern, 'giu'), read })

const RULES: Rule[] = [
  // Ranges of years: 2018-19, 2018 to 2019, between 2018 and 2019, 2018年至2019年.
  rule(
    `(?<!\\d)(?:between |from |自|从)?(?<a>${YEAR})\\s?年?${TO}(?<b>${YEAR}|(?<=-)\\d\\d)(?![\\d-])\\s?年?(?:间|之间)?`,
    ({ a = '', b = '' }) => (fullYear(a, b) > a ? { period: year(a, fullYear(a, b)), kind: 'range' } : undefined),
  ),
  rule(`between (?<a>${YEAR}) and (?<b>${YEAR})(?!\\d)`, ({ a = '', b = '' }) =>
    b > a ? { period: year(a, b), kind: 'range' } : undefined,
  ),
  rule(
    `(?<!\\d|${YEAR}年?[、,] ?|[到至~-]\\s?|\\bto )(?<a>${YEAR})\\s?年?(?: and | n | & |\\s?\\+\\s?|\\s?[和与及、]\\s?)(?<b>${YEAR})(?!\\d|年?[、,和与及] ?${YEAR}| and ${YEAR})\\s?(?:两?年)?`,
    // Years apart ("2020 and 2022") are two periods, not one stretch.
    ({ a = '', b = '' }) =>
      Math.abs(Number(a) - Number(b)) === 1 ? { period: a < b ? year(a, b) : year(b, a), kind: 'both' } : undefined,
  ),
  // Ranges of months across years: January 2020 to March 2021, 2019年12月至2020年3月.
  rule(
    `(?:from )?(?<m>${MONTH_WORD})\\.?,? (?<a>${YEAR})${TO}(?<n>${MONTH_WORD})\\.?,? (?<b>${YEAR})(?!\\d)`,
    ({ m, a, n, b }) => acrossMonths(a, monthNumber(m), b, monthNumber(n)),
  ),
  rule(
    `(?<!\\d)(?<a>${YEAR})\\s?年\\s?(?<m>\\d{1,2})\\s?月${TO}(?<b>${YEAR})\\s?年\\s?(?<n>\\d{1,2})\\s?月(?:份)?(?!\\s?\\d)`,
    ({ a, m, b, n }) => acrossMonths(a, Number(m), b, Number(n)),
  ),
  rule(
    `(?:from |between )?(?<a>${YEAR}) (?:to|and|through|until|till) (?:the end of )?(?<m>${MONTH_WORD})\\.? (?<b>${YEAR})(?!\\d)`,
    ({ a = '', m, b = '' }) =>
      a <= b
        ? { period: { from: `${a}-01-01`, to: monthsOf(b, monthNumber(m), monthNumber(m)).to }, kind: 'range' }
        : undefined,
  ),
  rule(
    `(?:from |between )?(?<a>${YEAR}) (?:to|and|through|until|till) (?<d>\\d{1,2}) (?<m>${MONTH_WORD})\\.? (?<b>${YEAR})(?!\\d)`,
    ({ a = '', d, m, b }) => {
      const end = day(b, monthNumber(m), d)
      return isDay(end) && `${a}-01-01` <= end ? { period: { from: `${a}-01-01`, to: end }, kind: 'range' } : undefined
    },
  ),
  rule(`(?<y>${YEAR}),? (?:up )?(?:to|through|until|till) (?<m>${MONTH_WORD})(?![\\p{L}]|\\.? ${YEAR})`, ({ y, m }) =>
    months(y, 1, monthNumber(m)),
  ),
  rule(
    `(?:by|until|till|up to|to|at) (?:the )?end of (?<y>${YEAR})(?!\\d)|(?:截至|截止到?|到|至)(?<y2>${YEAR})\\s?年(?:底|末|年底)`,
    ({ y, y2 }) => asOf(`${y ?? y2}-12-31`),
  ),
  rule(`(?<!\\d)(?<a>${YEAR})-(?<m>0[1-9]|1[0-2])${TO}(?<b>${YEAR})-(?<n>0[1-9]|1[0-2])(?![\\d-])`, ({ a, m, b, n }) =>
    acrossMonths(a, Number(m), b, Number(n)),
  ),
  // Parts of years.
  rule(
    `(?<half>first|second|1st|2nd|last) half (?:of )?(?:the year )?(?:in )?(?<y>${YEAR})(?!\\d)`,
    ({ half = '', y }) => (/^(first|1st)$/i.test(half) ? part(y, 1, 6) : part(y, 7, 12)),
  ),
  rule(
    `(?<!\\d)(?:h(?<h1>[12])[ -/]?(?<y1>${YEAR})|(?<y2>${YEAR})[ -/]?h(?<h2>[12]))(?![\\d\\p{L}])`,
    ({ h1, h2, y1, y2 }) => ((h1 ?? h2) === '1' ? part(y1 ?? y2, 1, 6) : part(y1 ?? y2, 7, 12)),
  ),
  rule(`(?<!\\d)(?<y>${YEAR})\\s?年?的?(?<half>[上下])半年`, ({ y, half }) =>
    half === '上' ? part(y, 1, 6) : part(y, 7, 12),
  ),
  rule(`(?<!\\d)(?:q(?<q1>[1-4])[ -/]?(?<y1>${YEAR})|(?<y2>${YEAR})[ -/]?q(?<q2>[1-4]))(?!\\d)`, ({ q1, q2, y1, y2 }) =>
    part(y1 ?? y2, Number(q1 ?? q2) * 3 - 2, Number(q1 ?? q2) * 3),
  ),
  rule(`(?<q>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter (?:of )?(?<y>${YEAR})(?!\\d)`, ({ q = '', y }) => {
    const index = { f: 1, '1': 1, s: 2, '2': 2, t: 3, '3': 3, l: 4, '4': 4 }[
      q.toLowerCase() === 'fourth' ? 'l' : (q[0]?.toLowerCase() ?? '')
    ]
    return index ? part(y, index * 3 - 2, index * 3) : undefined
  }),
  rule(`(?<!\\d)(?<y>${YEAR})\\s?年?的?第?(?<q>[一二三四1-4])季度`, ({ y, q }) =>
    part(y, count(q) * 3 - 2, count(q) * 3),
  ),
  rule(`(?:the )?first (?<n>${COUNT}) months of (?<y>${YEAR})(?!\\d)`, ({ n, y }) => months(y, 1, count(n))),
  rule(`(?<!\\d)(?<y>${YEAR})\\s?年?的?[前头](?<n>${HAN_COUNT})个?月`, ({ y, n }) => months(y, 1, count(n))),
  rule(`(?<a>${MONTH_WORD})\\.?${TO}(?<b>${MONTH_WORD})\\.?,? (?:of |in )?(?<y>${YEAR})(?!\\d)`, ({ a, b, y }) =>
    months(y, monthNumber(a), monthNumber(b)),
  ),
  rule(`(?<!\\d)(?<y>${YEAR}) (?<a>${MONTH_WORD})\\.?${TO}(?<b>${MONTH_WORD})(?!\\p{L})`, ({ a, b, y }) =>
    months(y, monthNumber(a), monthNumber(b)),
  ),
  rule(`(?<!\\d)(?<y>${YEAR})\\s?年\\s?(?<a>\\d{1,2})\\s?月?${TO}(?<b>\\d{1,2})\\s?月(?:份)?(?!\\d)`, ({ y, a, b }) =>
    months(y, Number(a), Number(b)),
  ),
  rule(
    `(?:up )?(?:to|until|till|through|by|as of) (?:the end of )?(?:mid[- ])?(?<m>${MONTH_WORD})\\.? (?<y>${YEAR})(?!\\d)`,
    ({ m, y = '' }) => asOf(monthsOf(y, monthNumber(m), monthNumber(m)).to),
  ),
  // Days, and running totals as of a day.
  rule(
    `(?:from |between )?(?<d>\\d{1,2}) (?<m>${MONTH_WORD})\\.?(?: and |${TO})(?<e>\\d{1,2}) (?<n>${MONTH_WORD})\\.?,? (?<y>${YEAR})(?!\\d)`,
    ({ d, m, e, n, y }) => days(day(y, monthNumber(m), d), day(y, monthNumber(n), e)),
  ),
  rule(
    `(?:from |between )?(?<d>\\d{1,2}) (?<m>${MONTH_WORD})\\.?,? (?<z>${YEAR})(?: and |${TO})(?<e>\\d{1,2}) (?<n>${MONTH_WORD})\\.?,? (?<y>${YEAR})(?!\\d)`,
    ({ d, m, z, e, n, y }) => days(day(z, monthNumber(m), d), day(y, monthNumber(n), e)),
  ),
  rule(
    `(?:from |between )?(?<m>${MONTH_WORD})\\.? (?<d>\\d{1,2})(?: and |${TO})(?:(?<n>${MONTH_WORD})\\.? )?(?<e>\\d{1,2}),? (?<y>${YEAR})(?!\\d)`,
    ({ d, m, e, n, y }) => days(day(y, monthNumber(m), d), day(y, monthNumber(n ?? m), e)),
  ),
  rule(
    `(?<!\\d)(?<y>${YEAR})\\s?年\\s?(?<m>\\d{1,2})\\s?月\\s?(?<d>\\d{1,2})\\s?[日号]${TO}(?:(?<z>${YEAR})\\s?年\\s?)?(?<n>\\d{1,2})\\s?月\\s?(?<e>\\d{1,2})\\s?[日号]?(?!\\d)`,
    ({ y, m, d, z, n, e }) => days(day(y, m, d), day(z ?? y, n, e)),
  ),
  rule(
    `(?<!\\d)(?<y>${YEAR})\\s?年\\s?(?:截至|截止到?|到|至)\\s?(?<m>\\d{1,2})\\s?月(?:底|末)?(?!\\s?\\d)`,
    ({ y, m }) => months(y, 1, Number(m)),
  ),
  rule(
    `(?<of>(?:as of|as at|by|until|till|up to|to) )?(?:the )?(?<d>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<m>${MONTH_WORD})\\.?,? (?<y>${YEAR})(?!\\d)`,
    ({ of, d, m, y }) => (of ? asOf : oneDay)(day(y, monthNumber(m), d)),
  ),
  rule(
    `(?<of>(?:as of|as at|by|until|till|up to|to) )?(?<m>${MONTH_WORD})\\.? (?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>${YEAR})(?!\\d)`,
    ({ of, d, m, y }) => (of ? asOf : oneDay)(day(y, monthNumber(m), d)),
  ),
  rule(
    `(?<of>(?:as of|as at|by|until|till|up to|to|截至|截止到?|到|至) ?)?(?<!\\d)(?<y>${YEAR})-(?<m>\\d{2})-(?<d>\\d{2})(?!\\d)`,
    ({ of, d, m, y }) => (of ? asOf : oneDay)(day(y, m, d)),
  ),
  rule(
    `(?<of>截至|截止到?|到)?(?<!\\d)(?<y>${YEAR})\\s?年\\s?(?<m>\\d{1,2})\\s?月\\s?(?<d>\\d{1,2})\\s?[日号]?(?!\\d)`,
    ({ of, d, m = '', y }) => (of ? asOf : oneDay)(day(y, m, d)),
  ),
  rule(`(?<of>截至|截止到?|到)(?<y>${YEAR})\\s?年\\s?(?<m>\\d{1,2})\\s?月(?:底|末)?(?!\\s?\\d)`, ({ y = '', m }) =>
    Number(m) >= 1 && Number(m) <= 12 ? asOf(monthsOf(y, Number(m), Number(m)).to) : undefined,
  ),
  rule(`(?<m>${MONTH_WORD})\\.?,? (?:of |in )?(?<y>${YEAR})(?!\\d)`, ({ m, y }) =>
    months(y, monthNumber(m), monthNumber(m)),
  ),
  rule(
    `(?<!\\d)(?<y>${YEAR})(?:-(?<m>0[1-9]|1[0-2])|\\s?年\\s?(?<m2>\\d{1,2})\\s?月(?:份)?)(?![\\d-])`,
    ({ y, m, m2 }) => months(y, Number(m ?? m2), Number(m ?? m2)),
  ),
  // 2020/4/7, 2020.4.7, 2020/4, 2020.4
  rule(
    `(?<of>(?:as of|as at|by|until|till|up to|to|截至|截止到?|到|至) ?)?(?<![\\d./])(?<y>${YEAR})(?<s>[./])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})(?![\\d./])`,
    ({ of, d, m = '', y }) => (of ? asOf : oneDay)(day(y, m, d)),
  ),
  rule(`(?<![\\d./])(?<y>${YEAR})/(?<m>\\d{1,2})(?![\\d./%]|\\s?(?:%|万|亿|k|m))`, ({ y, m }) =>
    months(y, Number(m), Number(m)),
  ),
  rule(`(?<!\\d)(?<a>${YEAR})年?${TO}(?<b>${YEAR})年(?<m>\\d{1,2})月(?:份|底)?(?!\\s?\\d)`, ({ a, b, m }) =>
    acrossMonths(a, 1, b, Number(m)),
  ),
  rule('(?<n>1[2-5])th five[- ]year plan(?: period)?', ({ n }) => ({
    period: year(2011 + 5 * (Number(n) - 12), 2015 + 5 * (Number(n) - 12)),
    kind: 'range',
  })),
  // Five-year plans, as officials count.
  rule('(?<plan>十[二三四五])五(?:期间|时期|规划期间)?(?<since>以来)?', ({ plan, since }, today) => {
    const first = 2011 + 5 * ['十二', '十三', '十四', '十五'].indexOf(plan ?? '')
    return since && `${first}-01-01` <= today
      ? { period: { from: `${first}-01-01`, to: today }, kind: 'since' }
      : { period: year(first, first + 4), kind: 'range' }
  }),
  // Since a year, and years told from today.
  rule(
    `(?:since|starting in|starting from|自从?) ?(?<y>${YEAR})(?!\\d)\\s?年?(?:以来|至今|到现在|起)?|(?<!\\d)(?<y2>${YEAR})\\s?年(?:以来|至今|到现在|之后|以后)`,
    ({ y, y2 }, today) => {
      const start = `${y ?? y2}-01-01`
      return start <= today ? { period: { from: start, to: today }, kind: 'since' } : undefined
    },
  ),
  rule(
    `(?:the )?(?:last|past|recent|most recent) (?<n>${COUNT}) years|[近过最](?:去|近)?(?<n2>${HAN_COUNT})年`,
    ({ n, n2 }, today) => {
      const years = count(n ?? n2)
      return years >= 1 && years <= 30 ? lastYears(years, today) : undefined
    },
  ),
  rule('(?:the )?year before last|前年', (_groups, today) => ({ period: year(yearOf(today) - 2), kind: 'relative' })),
  rule('(?<!\\p{L})last year(?!\\p{L})|去年', (_groups, today) => ({
    period: year(yearOf(today) - 1),
    kind: 'relative',
  })),
  rule('(?<!\\p{L})this year(?!\\p{L})|(?<!\\p{L})current year|今年|本年', (_groups, today) => ({
    period: year(yearOf(today)),
    kind: 'relative',
  })),
  rule(
    `(?:the )?(?:previous|preceding) (?<n>${COUNT}) years|(?:the )?(?<n2>${COUNT}) years before|前(?<n3>[二两三四五六七八九十]|\\d{1,2})年`,
    ({ n, n2, n3 }, today) => {
      const years = count(n ?? n2 ?? n3)
      return years >= 1 && years <= 30 ? { ...lastYears(years, today), beside: { yearsUntil: years } } : undefined
    },
  ),
  rule(
    `(?:the )?(?<n>${COUNT}) (?:years|yrs)(?: up)? (?:to|until|ending(?: in)?) (?<y>${YEAR})(?!\\d)|(?:到|截至|至)(?<y2>${YEAR})年(?:为止)?的?(?<n2>${HAN_COUNT})年`,
    ({ n, y, n2, y2 }) => {
      const last = Number(y ?? y2)
      return { period: year(last - count(n ?? n2) + 1, last), kind: 'range' }
    },
  ),
  rule(
    `(?<!\\p{L})(?:by|up to|until|till) (?<y>${YEAR})(?![\\d/.-])|(?<![\\d年至到])(?:到|截至)(?<y2>${YEAR})年(?!\\s?\\d|[底末月上下第前]|度)`,
    ({ y, y2 }) => asOf(`${y ?? y2}-12-31`),
  ),
  rule(
    `(?<!\\p{L})from (?<y>${YEAR})(?: on(?:wards?)?)?(?![\\d/.-]| (?:to|until|till|through|and|against|vs))|从(?<y2>${YEAR})年(?:起|开始)`,
    ({ y, y2 }, today) => {
      const start = `${y ?? y2}-01-01`
      return start <= today ? { period: { from: start, to: today }, kind: 'since' } : undefined
    },
  ),
  rule(`(?<![\\d/])(?<a>${YEAR})/(?<b>\\d\\d)(?![\\d/])`, ({ a = '', b = '' }) =>
    fullYear(a, b) === String(Number(a) + 1) ? { period: year(a, fullYear(a, b)), kind: 'range' } : undefined,
  ),
  rule(`(?:the )?first (?:three|3) quarters of (?<y>${YEAR})(?!\\d)|(?<!\\d)(?<y2>${YEAR})年?前三季度`, ({ y, y2 }) =>
    months(y ?? y2, 1, 9),
  ),
  // Told by the years beside them: "2021 vs the year before", "first 11 months, 2024 vs 2025", "…2023年同期".
  rule(
    '(?:the )?(?:year before(?! last)|previous year|year earlier|preceding year)|前一年|上一?年(?:同期)?|(?:同期)?比上年',
    (_groups, today) => ({ period: year(yearOf(today) - 1), kind: 'relative', beside: { yearsBefore: 1 } }),
  ),
  rule('(?:the )?(?:next|following) year|(?:the )?year after|后一年|次年|下一年|第二年', (_groups, today) => ({
    period: year(yearOf(today) + 1),
    kind: 'relative',
    beside: { yearsBefore: -1 },
  })),
  rule(
    `(?:the )?same (?:period|months|stretch|time)(?: of| in|,)? (?<y>${YEAR})|(?<y2>${YEAR})年?(?:的)?同期`,
    ({ y, y2 }) => ({ ...span(year(y ?? y2 ?? '')), beside: { sameIn: Number(y ?? y2) } }),
  ),
  rule(
    `(?:the )?first (?<n>${COUNT}) months(?! of \\d)|(?<!not )(?:jan(?:uary)?${TO}nov(?:ember)?)(?!,? ?(?:of |in )?\\d)`,
    ({ n }) => partOfEach(1, n ? count(n) : 11),
  ),
  rule(`前(?<n>${HAN_COUNT})个?月|(?<!不要|不是|[年\\d])(?<a>\\d{1,2})月?[-至到](?<b>\\d{1,2})月`, ({ n, a, b }) =>
    partOfEach(Number(a ?? 1), n ? count(n) : Number(b)),
  ),
  rule('(?:the )?(?:whole|full) year|(?<![\\d年])全年', () => partOfEach(1, 12)),
  rule('(?:the )?second half(?! of (?:the )?(?:year )?(?:in )?\\d)|(?<!年的?)下半年', () => partOfEach(7, 12)),
  rule('(?:the )?first half(?! of (?:the )?(?:year )?(?:in )?\\d)|(?<!年的?)上半年', () => partOfEach(1, 6)),
  // A bare year, last, so that everything longer wins.
  rule(
    `(?<![\\d.,])(?<y>${YEAR})(?!\\d|[,.]\\d|\\s?(?:people|yuan|%|人|件|元|起(?!诉)))\\s?年?(?:度|全年)?`,
    ({ y = '' }) => span(year(y)),
  ),
  rule('(?<y>二[〇零][〇零一二三][〇零一二三四五六七八九])年', ({ y = '' }) =>
    span(year([...y].map((digit) => '〇一二三四五六七八九'.indexOf(digit === '零' ? '〇' : digit)).join(''))),
  ),
]

/**
 * Every period named in normalised, simplified text, in order; where two readings overlap the longer one stands.
 * @param today ISO day that "last year" and "since" are told from
 */
export function readPeriods(text: string, today: string): PeriodMention[] {
  const written = writeOutYears(text)
  const found: (PeriodMention & Found)[] = []
  for (const { pattern, read } of RULES) {
    for (const match of written.text.matchAll(pattern)) {
      const reading = read(match.groups ?? {}, today)
      if (!reading) continue
      const from = match.index + (match[0].length - match[0].trimStart().length)
      const [start, end] = [written.at(from), written.at(from + match[0].trim().length)]
      found.push({ ...reading, text: text.slice(start, end), start, end })
    }
  }
  const kept: (PeriodMention & Found)[] = []
  for (const mention of found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every((other) => mention.end <= other.start || mention.start >= other.end)) kept.push(mention)
  }
  return besideEachOther(kept.sort((a, b) => a.start - b.start))
}

/** Mentions that only the years beside them tell, told. */
function besideEachOther(mentions: readonly (PeriodMention & Found)[]): PeriodMention[] {
  const anchor = mentions.find(({ beside, period }) => beside === undefined && period.from !== null)?.period
  const isYear = ({ from, to }: Period): boolean => from?.slice(4) === '-01-01' && to === `${from.slice(0, 4)}-12-31`
  const years = mentions.some(({ beside, period }) => beside === undefined && isYear(period))
  const part = mentions.flatMap(({ beside }) => (beside && 'months' in beside ? [beside.months] : []))[0]
  return mentions.flatMap(({ beside, ...mention }) => {
    if (beside && 'months' in beside)
      return years || !anchor
        ? [{ ...mention, kind: 'part' as const }]
        : [{ ...mention, period: monthsOf(anchor.to.slice(0, 4), ...beside.months) }]
    if (beside && 'yearsUntil' in beside)
      return [anchor ? { ...mention, period: yearsUntil(anchor, beside.yearsUntil) } : mention]
    if (beside && anchor) return [{ ...mention, kind: 'span' as const, period: moved(anchor, beside) }]
    if (beside && 'yearsBefore' in beside) return [{ ...mention, ...beside }]
    return [
      part && isYear(mention.period)
        ? { ...mention, period: monthsOf(mention.period.to.slice(0, 4), ...part) }
        : mention,
    ]
  })
}

/** So many whole years right before a period. */
const yearsUntil = ({ from }: Period, years: number): Period => {
  const next = Number(from?.slice(0, 4))
  return year(next - years, next - 1)
}

/** The same days in another year. */
export function yearsEarlier({ from, to }: Period, years: number): Period {
  const move = (date: string): string => `${Number(date.slice(0, 4)) - years}${date.slice(4)}`
  return { from: from && move(from), to: move(to) }
}

function moved(period: Period, beside: { yearsBefore: number } | { sameIn: number }): Period {
  return yearsEarlier(
    period,
    'yearsBefore' in beside ? beside.yearsBefore : Number(period.to.slice(0, 4)) - beside.sameIn,
  )
}
