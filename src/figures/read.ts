/** Reads a question into a figure query, over the vocabulary of concepts.yaml. */

import { allConcepts, type KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { ConceptKind } from '../knowledge/schema/concepts.ts'
import { readPeriods } from '../language/dates.ts'
import { buildLexicon, type Found } from '../language/lexicon.ts'
import { readNumbers } from '../language/numerals.ts'
import { segment } from '../language/segment.ts'
import { isStopWord } from '../language/stop-words.ts'
import type { Unit } from '../language/units.ts'
import type { FigureQuery, Operation } from './query.ts'

type Named = { kind: ConceptKind; id: string }

/** @param today ISO day that "last year" is told from */
export type ReadQuery = (text: string, units: readonly Unit[], today: string) => FigureQuery

/** Who did it: told by the stage already. */
const BODIES = new Set(
  'polic court prosecutor procur spp 公安 公安机关 法院 检察院 检察机关 检察官 警方 警察 最高检 检察 机关 公安部 警方'.split(
    ' ',
  ),
)

/** Words around a figure that name no part of it. */
const FILLER = new Set(
  'exact exactli full overal across back roughli approxim actual latest altogeth togeth combin govern author bodi count number figur statist data total count countri nation nationwid offici publish report year peopl crime case case record offenc china chines 数字 数据 统计 全国 我国 中国 人数 案件 公布 情况 犯罪 数量 年 人 件 起 年度 全年 期间 当时 个 名 万 多 余 准确 具体 大概 左右 总共 一共 全部 所有 最新 多少 人次'.split(
    ' ',
  ),
)

export function buildQueryReader(knowledge: KnowledgeBase): ReadQuery {
  const named = allConcepts(knowledge.concepts).map(({ kind, concept }) => ({
    value: { kind, id: concept.id },
    words: concept.words,
  }))
  const lexiconOf = (isWanted: (kind: ConceptKind) => boolean) =>
    buildLexicon<Named>(
      named
        .filter(({ value }) => isWanted(value.kind))
        .flatMap(({ value, words }) => [...words.en, ...words.zh].map((text) => ({ text, value }))),
    )
  const cells = lexiconOf((kind) => kind !== 'operation')
  // "How many people" names a unit and asks for a value at once, so operations are found beside it.
  const operations = lexiconOf((kind) => kind === 'operation')
  const parts = new Map(knowledge.concepts.offences.map((offence) => [offence.id, offence.part_of ?? []]))

  return (text, units, today) => {
    const periods = readPeriods(text, today)
    const numbers = readNumbers(text).filter((number) =>
      periods.every((period) => number.end <= period.start || number.start >= period.end),
    )
    const isInside = (unit: Unit, spans: readonly { start: number; end: number }[]) =>
      spans.some((span) => unit.start >= span.start && unit.end <= span.end)
    // A period's own characters (年, "of") must not be read as anything else.
    const open = units.filter((unit) => !isInside(unit, periods))
    const found = cells.find(open)
    const names = found.filter((match) => match.values.some(({ kind }) => kind !== 'measure'))
    const asked = operations
      .find(open)
      .filter((match) => !names.some((name) => name.from <= match.from && match.to <= name.to))
    const covered = new Set([...found, ...asked].flatMap((match) => open.slice(match.from, match.to)))
    const left = open.filter((unit) => !covered.has(unit) && !isInside(unit, numbers))
    const ids = (kind: ConceptKind) => [...new Set(found.flatMap((match) => idsOf(match, kind)))]
    const stages = decisiveStages(ids('stage'))
    return {
      offences: commonPart(mostSpecific(ids('offence'), parts), parts),
      stages,
      measures: ids('measure'),
      places: ids('place').filter((place) => place !== 'china'),
      periods,
      operations: [...new Set(asked.flatMap((match) => idsOf(match, 'operation')))] as Operation[],
      numbers,
      unread: unreadWords(left).filter((word) => stages.length === 0 || !BODIES.has(word)),
    }
  }
}

const idsOf = (match: Found<Named>, kind: ConceptKind): string[] =>
  match.values.filter((value) => value.kind === kind).map((value) => value.id)

/** "Online fraud in online crime statistics" names fraud: a whole is dropped where one of its parts is named too. */
function mostSpecific(offences: string[], parts: Map<string, string[]>): string[] {
  const wholes = new Set(offences.flatMap((offence) => ancestors(offence, parts)))
  const specific = offences.filter((offence) => !wholes.has(offence))
  return specific.length > 0 ? specific : offences
}

/** Fraud in epidemic cases is epidemic fraud: two offences named together mean the one that is part of both, where there is one. */
function commonPart(offences: string[], parts: ReadonlyMap<string, readonly string[]>): string[] {
  if (offences.length !== 2) return offences
  const common = [...parts.keys()].filter((part) => {
    const wholes = ancestors(part, parts)
    return offences.every((offence) => wholes.includes(offence))
  })
  return common.length === 1 ? common : offences
}

/** Of two stages named together one may only tell which people are meant (those returned), or be the other in general (sentenced). */
function decisiveStages(stages: string[]): string[] {
  const general = new Set([...(stages.includes('sentenced-to-death') ? ['sentenced'] : []), 'returned'])
  const decisive = stages.filter((stage) => !general.has(stage))
  return decisive.length > 0 ? decisive : stages
}

export function ancestors(
  offence: string,
  parts: ReadonlyMap<string, readonly string[]>,
  seen = new Set<string>(),
): string[] {
  for (const whole of parts.get(offence) ?? []) {
    if (seen.has(whole)) continue
    seen.add(whole)
    ancestors(whole, parts, seen)
  }
  return [...seen]
}

function unreadWords(left: readonly Unit[]): string[] {
  // Runs of neighbouring Chinese characters are cut into words; a gap between units keeps them apart.
  let text = ''
  let end = -1
  for (const unit of left) {
    text += (unit.start === end && unit.kind === 'han' ? '' : ' ') + unit.key
    end = unit.end
  }
  return segment(text)
    .filter((word) => word.kind !== 'number')
    .map((word) => word.key)
    .filter((key) => !isStopWord(key) && !FILLER.has(key) && !(key.length === 1 && /\p{Script=Han}/u.test(key)))
}
