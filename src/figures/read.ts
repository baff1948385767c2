/** Reads a question into a figure query, over the vocabulary of concepts.yaml. */

import { allConcepts, type KnowledgeBase, wholesOf } from '../knowledge/knowledge-base.ts'
import type { ConceptKind } from '../knowledge/schema/concepts.ts'
import { type PeriodMention, readPeriods } from '../language/dates.ts'
import { buildLexicon, type Found } from '../language/lexicon.ts'
import { readNumbers } from '../language/numerals.ts'
import { samePeriod } from '../language/period.ts'
import { segment } from '../language/segment.ts'
import { isStopWord } from '../language/stop-words.ts'
import { stem, type Unit } from '../language/units.ts'
import { commonParts, decisiveStages, idsOf, measuresIn, mostSpecific, type Named, narrowed } from './named.ts'
import { readOperations } from './operations.ts'
import type { FigureQuery } from './query.ts'

/** @param today ISO day that "last year" is told from */
export type ReadQuery = (text: string, units: readonly Unit[], today: string) => FigureQuery

/** Who did it. Beside a stage of its own it tells nothing more; alone it leaves open which of its stages is meant. */
const BODIES: { name: RegExp; stages: RegExp; usual: string }[] = [
  { name: /^(?:court|法院)$/u, stages: /^(?:court-|sentenced)/, usual: 'court-concluded' },
  { name: /^(?:polic|公安|公安机关|警方|警察|公安部)$/u, stages: /^police-/, usual: 'police-solved' },
  {
    name: /^(?:prosecutor|procur|spp|检察院|检察机关|检察官|最高检|检察|机关)$/u,
    stages: /^(?:prosecut|arrest-)/,
    usual: 'prosecuted',
  },
]

/** Words around a figure that name no part of it. */
const FILLER = new Set(
  `across according account actual actually ago alone altogether among amongst announced anyway apparently approximately article back because believe
   between bigger body both came case china chinese claim come combined correct count country crime curious current currently data date deal dealt
   down during each earlier entire ever exact exactly exist far figure full go going government guess headline hear heard interested
   later latest likely look looking mainland month moved nation national nationwide newspaper nowadays number offence official officially overall
   paper people period please previous previously print printed probably published recent recently recorded released report reportedly republic right roughly
   said saw say says see seen spoke state statistic sure think throughout time today together total true twelve went whole within wrote year
   准确 具体 大概 左右 总共 一共 全部 所有 最新 多少 人次 数字 数据 统计 全国 我国 中国 人数 案件 公布 情况 犯罪 数量 年 人 件 起 年度 全年 期间 当时
   个 名 万 多 余 标题 报道 报纸 新闻 其中 涉嫌 网络 网路 因为 造成 为止 分别 当年 还是 我是 才是 是不是 的是 前面 里头 里面 两年 三年 四年 五年
   上去 下来 年底 哪儿 一样 真的 听说 据说 好像 大约 目前 现在 近期 今后 官方`
    .split(/\s+/)
    .flatMap((word) => [word, stem(word)]),
)
const CONTRACTION = /^(?:did|does|do|was|is|are|were|have|has|had|would|could|should|ca|wo)n(?:'?t)?$/

/** Behind a date: it tells when something was said, not what was counted. */
const PUBLISHED =
  /^\s?(?:work report|report|statement|release|briefing|announcement|press|article|年?(?:的)?(?:公布|发布|工作报告|报道|通报))/u

const SAID_IN = /\b(?:spoke|said|told|reported|announced|printed|published) (?:so )?(?:in|on|of) $/

export function buildQueryReader(knowledge: KnowledgeBase): ReadQuery {
  const vocabulary = allConcepts(knowledge.concepts).map(({ kind, concept: { id, name, words } }) => ({
    value: { kind, id },
    // An offence or a stage may be asked for by its name.
    texts: [...words.en, ...words.zh, ...(name && (kind === 'offence' || kind === 'stage') ? [name.en, name.zh] : [])],
  }))
  const lexiconOf = (isWanted: (kind: ConceptKind) => boolean) =>
    buildLexicon<Named>(
      vocabulary
        .filter(({ value }) => isWanted(value.kind))
        .flatMap(({ value, texts }) => texts.map((text) => ({ text, value }))),
    )
  const cells = lexiconOf((kind) => kind !== 'operation')
  // "How many people" names a unit and asks for a value at once, so operations are found beside it.
  const operations = lexiconOf((kind) => kind === 'operation')
  const kinds = buildLexicon(
    knowledge.concepts.offences.flatMap(({ kinds: own = { en: [], zh: [] } }) =>
      [...own.en, ...own.zh].map((text) => ({ text, value: true })),
    ),
  )
  const partWords = buildLexicon(
    knowledge.concepts.offences.flatMap(({ id, part_words = { en: [], zh: [] } }) =>
      [...part_words.en, ...part_words.zh].map((text) => ({ text, value: id })),
    ),
  )
  const publishers = buildLexicon(publisherNames(knowledge).map((text) => ({ text, value: true })))
  const wholes = new Map(knowledge.concepts.offences.map(({ id }) => [id, wholesOf(id, knowledge.concepts)]))

  return (text, units, today) => {
    const mentioned = readPeriods(text, today)
    const told = mentioned.filter(({ kind }) => kind !== 'part')
    const counted = told.filter(
      ({ start, end }) => !PUBLISHED.test(text.slice(end)) && !SAID_IN.test(text.slice(0, start)),
    )
    const periods = distinct(counted.length > 0 ? counted : told)
    const numbers = readNumbers(text)
      .filter((number) => mentioned.every((period) => number.end <= period.start || number.start >= period.end))
      .filter((number) => !ARTICLE.test(text.slice(0, number.start)))
      .map((number) => ({ ...number, bound: boundOf(text.slice(0, number.start)) }))
    const isInside = (unit: Unit, spans: readonly { start: number; end: number }[]) =>
      spans.some((span) => unit.start >= span.start && unit.end <= span.end)
    // A period's own characters (年, "of") must not be read as anything else.
    const open = units.filter((unit) => !isInside(unit, mentioned))
    const named = cells.find(open)
    const cited = publishers.find(open)
    // The Beijing in "Beijing News" is no place.
    const isInName = ({ from, to }: Found<Named>) => cited.some((name) => name.from <= from && to <= name.to)
    const found = named.filter((match) => !isDenied(match, open) && !isInName(match))
    const names = found.filter((match) => match.values.some(({ kind }) => kind !== 'measure'))
    const asked = operations
      .find(open)
      .filter((match) => !names.some((name) => name.from <= match.from && match.to <= name.to))
    const ids = (kind: ConceptKind) => [...new Set(found.flatMap((match) => idsOf(match, kind)))]
    const own = decisiveStages(ids('stage'))
    const specific = mostSpecific(ids('offence'), wholes)
    const isPart = (part: string): boolean => specific.some((offence) => wholes.get(part)?.includes(offence))
    const parts = partWords
      .find(open)
      .filter(
        ({ from, to, values }) => values.some(isPart) && named.every((name) => to <= name.from || name.to <= from),
      )
    const meant = narrowed(
      commonParts(specific, ids('offence'), wholes),
      parts.flatMap(({ values }) => values),
      wholes,
    )
    const covered = new Set([...named, ...cited, ...asked, ...parts].flatMap(({ from, to }) => open.slice(from, to)))
    const words = unreadWords(open.filter((unit) => !covered.has(unit) && !isInside(unit, numbers)))
    const offences = [...new Set(meant.values())]
    const measures = measuresIn(found, open)
    const asks = readOperations(
      [
        ...asked.flatMap((match) => idsOf(match, 'operation')),
        ...(cited.length > 0 ? ['source'] : []),
        ...(measures.includes('share') || SHARE_OF_NUMBERS.test(text) ? ['share'] : []),
      ],
      open.some(({ key }) => key === 'year'),
    )
    const places = ids('place').filter((place) => place !== 'china')
    const stages = stagesOf(words, own, asks.operations.includes('compare'), knowledge)
    return {
      ...asks,
      offences,
      wholes: ids('offence').filter((offence) => !specific.includes(offence)),
      stages,
      ambiguous: stages.length > 1 && (own.length === 0 || found.some((match) => isIn(stages, idsOf(match, 'stage')))),
      measures,
      groups: found
        .map(({ values }) =>
          values.map(({ id }) => meant.get(id) ?? id).filter((id) => [...offences, ...stages, ...places].includes(id)),
        )
        .filter((ids) => ids.length > 0),
      places,
      periods,
      months: periods.length === 0 ? mentioned.find(({ kind }) => kind === 'part') : undefined,
      numbers,
      unread: [
        ...kinds.find(open).map(({ text: kind }) => kind),
        ...words.filter((word) => stages.length === 0 || !BODIES.some(({ name }) => name.test(stem(word)))),
      ],
    }
  }
}

/** The number of an article is no number of anything. */
const ARTICLE = /(?:\barticle|\bart\.|第)\s?$/u

const boundOf = (before: string): 'above' | 'below' | undefined => {
  if (/(?:more than|over|at least|above|exceed(?:s|ed)?|beyond|超过|多于|逾|不止|至少|高于)\s?$/u.test(before))
    return 'above'
  return /(?:less than|fewer than|under|below|at most|not even|不到|少于|不足|低于|至多)\s?$/u.test(before)
    ? 'below'
    : undefined
}

/** "2,281 of 3,275", 3275人中有2281人 */
const SHARE_OF_NUMBERS = /\d (?:out )?of (?:the |those )?\d|\d[人件]?[中里]有?\d/u

/** "Courts 2023 against police 2023" names one period. */
const distinct = (mentions: readonly PeriodMention[]): PeriodMention[] =>
  mentions.filter(
    ({ period }, index) => !mentions.slice(0, index).some((earlier) => samePeriod(earlier.period, period)),
  )

/** "Cases, not people": what stands behind a no is named and not asked for. */
function isDenied({ from }: Found<Named>, units: readonly Unit[]): boolean {
  const before = units
    .slice(Math.max(0, from - 2), from)
    .map((unit) => unit.text)
    .join('')
  return /(?:not|不是|不要|而非)$/u.test(before)
}

/** Papers and agencies that sources come from: naming one asks what it said. */
function publisherNames({ sources, concepts }: KnowledgeBase): string[] {
  const places = new Set(concepts.places.flatMap(({ words }) => [...words.en, ...words.zh]))
  const names = [...sources.values()].flatMap(({ publisher, publisher_zh = '' }) => [
    ...publisher.split(/ ?[/,(] ?/),
    ...publisher_zh.split(/[/（、]/),
  ])
  return [...new Set(names)].filter(
    (name) => name.length > 2 && !places.has(name.toLowerCase()) && !BODIES.some((body) => body.name.test(name)),
  )
}

/** Stages that the bodies in the words stand for, beside the stages that are named. */
function stagesOf(words: readonly string[], named: readonly string[], compares: boolean, { concepts }: KnowledgeBase) {
  const bodies = BODIES.filter(({ name }) => words.some((word) => name.test(stem(word))))
  if (named.length > 0) {
    // "Courts 2023 against police solved 2023": the body without a stage of its own is the other side.
    const others = compares ? bodies.filter(({ stages }) => !named.some((stage) => stages.test(stage))) : []
    return [...others.map(({ usual }) => usual), ...named]
  }
  // What prosecutors do is what is meant where nothing else is said.
  return bodies
    .filter(({ usual }) => usual !== 'prosecuted')
    .flatMap(({ stages }) => concepts.stages.map(({ id }) => id).filter((id) => stages.test(id)))
}

const isIn = (all: readonly string[], some: readonly string[]): boolean =>
  some.length > 0 && all.every((one) => some.includes(one))

/** "Help" is manners; "helping" beside a crime is another crime. */
const HELPING = 'helping'

function unreadWords(left: readonly Unit[]): string[] {
  // Runs of neighbouring Chinese characters are cut into words; a gap between units keeps them apart.
  let text = ''
  let end = -1
  for (const unit of left) {
    text += (unit.start === end && unit.kind === 'han' ? '' : ' ') + unit.text
    end = unit.end
  }
  return segment(text)
    .filter((word) => word.kind !== 'number')
    .filter(
      ({ key, text: word }) =>
        (!isStopWord(key) || word === HELPING) &&
        !FILLER.has(key) &&
        !CONTRACTION.test(word) &&
        !/^(?![男女老转汇])\p{Script=Han}$/u.test(key),
    )
    .map(({ text: word }) => word)
}
