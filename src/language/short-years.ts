/** Years of two digits, written out: 24年1到11月, 18和19两年, 18到22这五年, '21. */

type WrittenOut = {
  text: string
  /** Where a place in the written-out text stands in the original one. */
  at(place: number): number
}

const HAN_COUNT = '[两三四五六七八九十\\d]'
/** A length of time, not a year: 10年前, 15年以上, 判了12年, 12年有期徒刑; but 24年前11个月 names a year. */
const LENGTH_AFTER = `(?!以上|以下|以内|之?内|之?后|之?前(?!${HAN_COUNT}+(?:个?月|季度))|(?:的)?(?:有期)?徒刑|(?:的)?[牢刑]|(?:的)?时间|左右|多)`
const LENGTH_BEFORE = '(?<![\\d.,]|[判处关坐刑]了?|有期徒刑|第)'
const SHORT = '[012]\\d'
const SHORT_YEAR = new RegExp(
  [
    `${LENGTH_BEFORE}(?<first>${SHORT})(?=(?:年?[、和与及]${SHORT})*年?[和与、到至~-](?<last>${SHORT})(?:[两这]|年)${LENGTH_AFTER})`,
    `(?<=(?<![\\d.,])(?:20)?(?<before>${SHORT})年?[和与、到至~-])(?<second>${SHORT})(?=(?:[两这]${HAN_COUNT}?年|年)${LENGTH_AFTER})`,
    `${LENGTH_BEFORE}(?<alone>${SHORT})(?=年${LENGTH_AFTER})`,
    `(?<!\\d)'(?<apostrophe>${SHORT})(?!\\d)`,
  ].join('|'),
  'gu',
)

/** @param text normalised and simplified */
export function writeOutYears(text: string): WrittenOut {
  const grown: { place: number; by: number }[] = []
  let by = 0
  const written = text.replace(SHORT_YEAR, (short: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>
    const { first, last, before, second, alone, apostrophe } = groups
    if ((first && last && first >= last) || (before && second && before >= second)) return short
    const year = `20${first ?? second ?? alone ?? apostrophe}`
    const offset = rest.at(-3) as number
    by += year.length - short.length
    grown.push({ place: offset + short.length, by })
    return year
  })
  return {
    text: written,
    at(place) {
      // Inside a year that was written out any place will do: mentions begin and end at its borders.
      const passed = grown.findLast((one) => one.place + one.by <= place)
      return place - (passed?.by ?? 0)
    },
  }
}
