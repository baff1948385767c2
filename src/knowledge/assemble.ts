/** A draft without problems as the knowledge base that the rest of the program sees. */
import { lastOf } from './checks/retired.ts'
import { type Draft, ID_SPACES, type Located } from './draft.ts'
import { evaluate, figuresIn, parseFormula } from './formula.ts'
import type { KnowledgeBase } from './knowledge-base.ts'
import type { Translation } from './schema/translations.ts'
import { type Behind, hashOfTexts } from './translation.ts'

/** @param version changes with any byte of any file */
export function assemble(draft: Draft, version: string): KnowledgeBase {
  const byId = <T extends { id: string }>(records: Located<T>[]): Map<string, T> =>
    new Map(records.map(({ value }) => [value.id, value]))
  const last = <T>(records: Located<T>[]): T => {
    const record = records.at(-1)
    if (!record) throw new Error('assemble: a draft without problems has every file')
    return record.value
  }
  const figures = byId(draft.figures)
  const figureValue = (figureId: string): number => figures.get(figureId)?.value ?? Number.NaN
  const successors = new Map(draft.retired.map(({ value }) => [value.id, value.successor]))
  return {
    version,
    sources: byId(draft.sources),
    laws: byId(draft.laws),
    concepts: last(draft.concepts),
    signals: last(draft.signals),
    figures,
    series: byId(draft.series),
    computed: new Map(
      draft.computed.map(({ value }) => {
        const formula = parseFormula(value.formula)
        return [value.id, { ...value, value: evaluate(formula, figureValue), inputs: figuresIn(formula) }]
      }),
    ),
    guidance: byId(draft.guidance),
    glossary: byId(draft.glossary),
    hotlines: byId(draft.hotlines),
    voice: last(draft.voice),
    origins: new Map(
      ID_SPACES.flat().flatMap((list) => draft[list].map(({ value, origin }) => [`${list}/${value.id}`, origin])),
    ),
    topics: draft.topics.map((record) => record.value),
    outdated: new Map(draft.translations.flatMap(({ value }) => outdated(value, draft))),
    retired: new Map([...successors.keys()].map((id) => [id, lastOf(id, successors) ?? id])),
  }
}

/** A text that was changed since is no longer behind, whether or not that was recorded. */
function outdated(recorded: Translation, { guidance, glossary }: Draft): [string, Behind][] {
  if (recorded.behind?.as !== 'meaning') return []
  const record = [...guidance, ...glossary].find(({ value }) => value.id === recorded.id)?.value
  const isStill = record && hashOfTexts(record, recorded.behind.language) === recorded[recorded.behind.language]
  return isStill ? [[recorded.id, recorded.behind]] : []
}
