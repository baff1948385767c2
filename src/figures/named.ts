/** Concepts that a question names, and which of them are meant where several stand together. */
import type { ConceptKind } from '../knowledge/schema/concepts.ts'
import type { Found } from '../language/lexicon.ts'
import type { Unit } from '../language/units.ts'
import { RATES } from './query.ts'

export type Named = { kind: ConceptKind; id: string }

export const idsOf = (match: Found<Named>, kind: ConceptKind): string[] =>
  match.values.filter((value) => value.kind === kind).map((value) => value.id)

/** Units that are asked for. */
export const measuresIn = (found: readonly Found<Named>[], open: readonly Unit[]): string[] =>
  askedMeasures(found, open) ?? namedMeasures(found)

/** "How many people … in fraud cases" counts people: what stands right behind the asking wins over other units named. */
function askedMeasures(found: readonly Found<Named>[], open: readonly Unit[]): string[] | undefined {
  const asked = found.filter((match) => {
    const before = open
      .slice(Math.max(0, match.from - 2), match.from)
      .map((unit) => unit.text)
      .join(' ')
    const counts = idsOf(match, 'measure').some((measure) => !RATES.includes(measure))
    return counts && (ASKING.test(before) || ASKS.test(match.text))
  })
  return asked.length === 1 && asked[0] ? idsOf(asked[0], 'measure') : undefined
}

/** "Cases solved by police", 批捕人数 and 涉诈资金 name their unit within the stage or the offence. */
function namedMeasures(found: readonly Found<Named>[]): string[] {
  const own = found.flatMap((match) => idsOf(match, 'measure'))
  const names = found.filter((match) => idsOf(match, 'measure').length === 0).map(({ text }) => text)
  const within = UNITS_IN_NAMES.filter(([, words]) => names.some((text) => words.test(text)))
  return [...new Set([...own, ...within.map(([measure]) => measure)])]
}

const UNITS_IN_NAMES: [string, RegExp][] = [
  ['cases', /^cases\b|[案件]数/u],
  ['people', /人数/u],
  ['yuan', /资金|金额|\bmoney\b/u],
]

const ASKING = /(?:how many|number of|多 少|少|几)$/u
const ASKS = /^(?:how many|number of|多少|几)/u

/** Of each offence, those that it is a part of. */
type Wholes = ReadonlyMap<string, readonly string[]>

/** "Online fraud in online crime statistics" names fraud: a whole is dropped where one of its parts is named too. */
export function mostSpecific(offences: string[], wholes: Wholes): string[] {
  const named = new Set(offences.flatMap((offence) => wholes.get(offence) ?? []))
  const specific = offences.filter((offence) => !named.has(offence))
  return specific.length > 0 ? specific : offences
}

/**
 * Fraud in epidemic cases is epidemic fraud: an offence named beside another means the one that is a part of both, where there is one.
 * @returns what each offence means
 */
export function commonParts(
  offences: readonly string[],
  named: readonly string[],
  wholes: Wholes,
): ReadonlyMap<string, string> {
  const partOfBoth = (offence: string): string[] =>
    named.flatMap((other) =>
      other === offence || wholes.get(offence)?.includes(other)
        ? []
        : [...wholes].flatMap(([part, all]) => (all.includes(offence) && all.includes(other) ? [part] : [])),
    )
  return new Map(
    offences.map((offence) => {
      const common = partOfBoth(offence)
      return [offence, common.length === 1 && common[0] ? common[0] : offence]
    }),
  )
}

/** A whole with words beside it that only one of its parts has ("online" beside personal information) means that part. */
export function narrowed(
  meant: ReadonlyMap<string, string>,
  parts: readonly string[],
  wholes: Wholes,
): ReadonlyMap<string, string> {
  return new Map(
    [...meant].map(([offence, meaning]) => {
      const own = parts.filter((part) => wholes.get(part)?.includes(meaning))
      return [offence, own.length === 1 && own[0] ? own[0] : meaning]
    }),
  )
}

/** Stages that others say more about: reports received, people returned and then prosecuted. */
const GENERAL: Record<string, (others: readonly string[]) => boolean> = {
  returned: () => true,
  sentenced: (others) => others.includes('sentenced-to-death'),
  'received-for-review': (others) => others.includes('reported'),
}

/** Of two stages named together one may only tell which people are meant, or be the other in general. */
export function decisiveStages(stages: string[]): string[] {
  const decisive = stages.filter((stage) => !GENERAL[stage]?.(stages))
  return decisive.length > 0 ? decisive : stages
}
