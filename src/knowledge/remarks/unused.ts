/** Sources that nothing rests on. Laws are listed to be cited one day; an unused one costs nothing. */
import type { Draft } from '../draft.ts'
import type { Problem } from '../problem.ts'

export function remarkOnUnused(draft: Draft): Problem[] {
  const sources = new Set([
    ...draft.figures.flatMap(({ value }) => value.reports.map(({ source }) => source)),
    ...[...draft.guidance, ...draft.glossary, ...draft.hotlines].flatMap(({ value }) => value.sources),
  ])
  return draft.sources
    .filter(({ value }) => !sources.has(value.id))
    .map((record) => record.problemAt(['id'], 'unused-source', `nothing rests on "${record.value.id}"`))
}
