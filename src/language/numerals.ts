/** Numbers as people write them: 105,000 · 105k · 1.2 million · 10.5万 · 十万五千 · three hundred. */

export type NumberMention = {
  value: number
  /** `percent` for 95%, 95 percent, 95个百分点, 百分之九十五; else null. */
  unit: 'percent' | null
  text: string
  start: number
  end: number
}

const SCALE_WORD: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
}
const DIGIT_NUMBER =
  /(?<![\p{Script=Latin}\d.])(\d+(?:,\d{3})+|\d+)(\.\d+)?\s?(百万|千万|[千万亿]|(?:k|thousand|mn|million|m|bn|billion)(?![\p{L}]))?\s?(%|percent(?:age points?)?|per cent|个百分点)?/giu

const HAN_DIGIT: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const HAN_PLACE: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const HAN_GROUP: Record<string, number> = { 万: 1e4, 亿: 1e8 }
/** In 五十万一般判几年 the 一 belongs to 一般. */
const HAN_NUMBER =
  /(百分之)?(?:[〇零二两三四五六七八九十百千万亿]|一(?![般共些样直定旦半边]))+(?:点[〇零一二三四五六七八九]+[百千万亿]*)?/gu

const ENGLISH_ONES = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
)
const ENGLISH_TENS = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, 20 + 10 * index]),
)
const ENGLISH_SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
])
const ENGLISH_WORD = [...ENGLISH_ONES.keys(), ...ENGLISH_TENS.keys(), ...ENGLISH_SCALES.keys()].join('|')
const ENGLISH_NUMBER = new RegExp(`\\b(?:${ENGLISH_WORD})(?:(?:[ -]| and )(?:${ENGLISH_WORD}))*\\b`, 'giu')

/** Every number in normalised, simplified text, in order and without overlap. */
export function readNumbers(text: string): NumberMention[] {
  const mentions: NumberMention[] = []
  for (const match of text.matchAll(DIGIT_NUMBER)) {
    const [whole, integer = '', fraction = '', scale = '', percent] = match
    const value = Number(integer.replaceAll(',', '') + fraction) * (SCALE_WORD[scale.toLowerCase()] ?? 1)
    mentions.push(mention(tidy(value), percent ? 'percent' : null, whole, match.index))
  }
  for (const match of text.matchAll(HAN_NUMBER)) {
    const percent = match[1] !== undefined
    const value = readHanNumeral(percent ? match[0].slice(3) : match[0])
    if (value !== undefined && isWorthReading(match[0], percent)) {
      mentions.push(mention(value, percent ? 'percent' : null, match[0], match.index))
    }
  }
  for (const match of text.matchAll(ENGLISH_NUMBER)) {
    mentions.push(mention(readEnglishNumeral(match[0].toLowerCase()), null, match[0], match.index))
  }
  return withoutOverlap(mentions)
}

/** 十万五千 → 105000, 二〇二一 → 2021; undefined when the characters do not make a number. */
export function readHanNumeral(text: string): number | undefined {
  const decimal = /^(.+)点(.+?)([百千万亿]*)$/u.exec(text)
  if (decimal) return readHanDecimal(decimal)
  if (/^[〇零一二三四五六七八九]{2,}$/u.test(text)) return Number([...text].map((digit) => HAN_DIGIT[digit]).join(''))
  let total = 0
  let group = 0
  let digit: number | undefined
  let lastPlace = 1
  for (const character of text) {
    const value = HAN_DIGIT[character]
    const place = HAN_PLACE[character]
    const scale = HAN_GROUP[character]
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
      if (value === 0) lastPlace = 1
    } else if (place !== undefined) {
      group += (digit ?? 1) * place
      digit = undefined
      lastPlace = place / 10
    } else if (scale !== undefined) {
      group += digit ?? 0
      if (group === 0 && total === 0) return undefined
      total = scale === 1e8 ? (total + group) * scale : total + group * scale
      group = 0
      digit = undefined
      lastPlace = scale / 10
    }
  }
  // 十万五 means 105,000: a digit left over fills the place below the last one named.
  return total + group + (digit ?? 0) * (digit !== undefined && lastPlace > 1 ? lastPlace : 1)
}

/** 十点五万 → 105000. */
function readHanDecimal([, whole = '', fraction = '', scales = '']: RegExpExecArray): number | undefined {
  const integer = readHanNumeral(whole)
  const scale = [...scales].reduce((product, one) => product * (HAN_PLACE[one] ?? HAN_GROUP[one] ?? 1), 1)
  const digits = [...fraction].map((digit) => HAN_DIGIT[digit]).join('')
  return integer === undefined ? undefined : tidy(Number(`${integer}.${digits}`) * scale)
}

/** A lone 一 or 两 is grammar more often than a count; two characters, or a place name in it, make it a number. */
const isWorthReading = (text: string, percent: boolean): boolean =>
  percent || (text.length >= 2 && !/^[十百千万亿]+$/u.test(text)) || text === '十'

function readEnglishNumeral(text: string): number {
  let total = 0
  let group = 0
  for (const word of text.split(/[ -]+/)) {
    const scale = ENGLISH_SCALES.get(word)
    if (scale === 100) group = (group || 1) * 100
    else if (scale !== undefined) {
      total += (group || 1) * scale
      group = 0
    } else group += ENGLISH_ONES.get(word) ?? ENGLISH_TENS.get(word) ?? 0
  }
  return total + group
}

const mention = (value: number, unit: NumberMention['unit'], text: string, start: number): NumberMention => {
  const trimmed = text.trimEnd()
  return { value, unit, text: trimmed, start, end: start + trimmed.length }
}

/** 10.5 × 10,000 must be 105000, not 105000.00000000001. */
const tidy = (value: number): number => Number(value.toPrecision(15))

function withoutOverlap(mentions: NumberMention[]): NumberMention[] {
  const kept: NumberMention[] = []
  for (const one of mentions.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one)
  }
  return kept
}
