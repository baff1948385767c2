/** A message that goes on with the one before: the query that it makes of what was asked there. */
import type { FigureQuery } from '../figures/query.ts'
import { type KnowledgeBase, wholesOf } from '../knowledge/knowledge-base.ts'
import { type PeriodMention, yearsEarlier } from '../language/dates.ts'
import type { Question } from './understand.ts'

/** Openers of a message that goes on with what was asked before. */
const LEADS_ON =
  /^(?:(?:and|so|what about|how about|but|plus|as|what percentage of them|vs|versus|compared (?:with|to)|in|as of|for|same for|same|also)(?!\p{L})|那|那么|和|与|跟|比|占|其中|加上|再|前一年|后一年|就|换成|換成|如果|呢|按)/u
/** Without an opener only a message as short as "arrests 2021?" goes on with the one before; with one it may be somewhat longer. */
const SHORT = 6
const LONGEST_FOLLOW_UP = 14

/** The query that a follow-up ("and in 2021?", "那2023年呢", "and arrests?") makes of the one before; undefined: the message stands by itself. */
export function followUp(question: Question, before: FigureQuery, knowledge: KnowledgeBase): FigureQuery | undefined {
  const { query, text, units } = question
  if (query.unread.length > 0 || units.length > LONGEST_FOLLOW_UP) return undefined
  const { numbers } = query
  // Months of no year that was spoken of.
  if (query.months && before.periods.length === 0) return undefined
  const leadsOn = LEADS_ON.test(text.trim())
  // "What about …" and "so what is the change" ask for no definition.
  const operations = query.operations.filter(
    (operation) => operation !== 'definition' || !(leadsOn || query.operations.length > 1),
  )
  const axes = (['offences', 'stages', 'measures', 'places', 'periods'] as const).filter(
    (axis) => query[axis].length > 0,
  )
  if (axes.length + operations.length + (query.months ? 1 : 0) === 0 || numbers.length > 0) return undefined
  const complete = axes.includes('offences') && (axes.includes('periods') || axes.includes('stages'))
  if (complete || !(leadsOn || units.length <= SHORT)) return undefined
  if (operations.some((operation) => operation === 'definition' || operation === 'how-to')) return undefined
  return merged({ ...query, operations: operations.length > 0 ? operations : goneOnWith(before) }, before, knowledge)
}

/** "And helping crime?" after a change asks for a change. */
function goneOnWith({ operations }: FigureQuery): FigureQuery['operations'] {
  const kept = operations.filter((operation) => ['change', 'trend', 'rank', 'share', 'latest'].includes(operation))
  return kept.length > 0 ? kept : ['value']
}

/** What the follow-up names takes the place of what stood there; where it sets something against that, both stay. */
function merged(query: FigureQuery, before: FigureQuery, knowledge: KnowledgeBase): FigureQuery {
  const joins = query.operations.some((operation) => operation === 'compare' || operation === 'total')
  const divides = query.operations.includes('share') && !query.operations.includes('change')
  const isWhole = query.offences.some((whole) =>
    before.offences.some((part) => wholesOf(part, knowledge.concepts).includes(whole)),
  )
  const keep = <T>(own: T[], old: T[], both: boolean): T[] => (own.length === 0 ? old : both ? [...old, ...own] : own)
  return {
    ...query,
    groups: [...query.groups, ...(joins || divides ? before.groups : [])],
    offences: divides && isWhole ? before.offences : keep(query.offences, before.offences, joins),
    wholes: divides && isWhole ? query.offences : query.wholes,
    stages: keep(query.stages, before.stages, joins || divides),
    ambiguous: query.ambiguous || (query.stages.length === 0 && before.ambiguous),
    measures: query.measures.length > 0 ? query.measures : query.stages.length > 0 ? [] : before.measures,
    places: keep(query.places, before.places, joins),
    periods: keep(
      (query.months ? [query.months] : query.periods).map((mention) => anchored(mention, before)),
      before.periods,
      joins || query.operations.includes('change'),
    ),
  }
}

/** "And the year before?" · "the first half?" */
function anchored(mention: PeriodMention, { periods }: FigureQuery): PeriodMention {
  const [anchor] = periods
  if (!anchor) return mention
  if (mention.kind === 'part') {
    const years = Number(mention.period.to.slice(0, 4)) - Number(anchor.period.to.slice(0, 4))
    return { ...mention, kind: 'span', period: yearsEarlier(mention.period, years) }
  }
  return mention.yearsBefore === undefined
    ? mention
    : { ...mention, period: yearsEarlier(anchor.period, mention.yearsBefore) }
}
