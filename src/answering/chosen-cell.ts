/** A figure put together from parts that were picked from lists: "telecom-fraud, 2021, prosecuted". Parts in words do as well. */
import type { FigureQuery } from '../figures/query.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import { parsePeriod } from '../language/period.ts'
import type { Question, Understand } from './understand.ts'

/** What separates the parts, in every script. */
const BETWEEN = /[,;，；、·]/u

/** The question that asks for the cell which the parts name together. */
export function questionOfParts(
  text: string,
  understand: Understand,
  knowledge: KnowledgeBase,
  today: string,
): Question {
  const parts = text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const { offences, stages } = knowledge.concepts
  const isOf = (concepts: readonly { id: string }[]) => (part: string) => concepts.some(({ id }) => id === part)
  const chosen = {
    offences: parts.filter(isOf(offences)),
    stages: parts.filter(isOf(stages)),
    periods: parts.flatMap(periodOf),
  }
  const words = parts.filter((part) => !isOf(offences)(part) && !isOf(stages)(part) && periodOf(part).length === 0)
  const read = understand(words.join(', '), today)
  // What counts is what the parts name, not how near their wording is to something else.
  return { ...read, text: '', courtesy: undefined, query: merged(read.query, chosen) }
}

type Chosen = Pick<FigureQuery, 'offences' | 'stages' | 'periods'>

function merged(query: FigureQuery, { offences, stages, periods }: Chosen): FigureQuery {
  return {
    ...query,
    offences: [...new Set([...offences, ...query.offences])],
    stages: [...new Set([...stages, ...query.stages])],
    periods: [...periods, ...query.periods],
    operations: query.operations.length > 0 ? query.operations : ['value'],
    groups: [...query.groups, ...[...offences, ...stages].map((id) => [id])],
  }
}

function periodOf(part: string): FigureQuery['periods'] {
  const period = parsePeriod(part)
  return period ? [{ period, kind: period.from === null ? 'as-of' : 'span', text: '', start: 0, end: 0 }] : []
}
