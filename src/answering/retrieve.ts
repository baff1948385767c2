/** The ways to an answer: guidance and terms by their wording, figures by what they count. Each candidate with its probability. */
import { answerFigures } from '../figures/answer.ts'
import { answerByWording, asksForFigures } from '../figures/by-wording.ts'
import { isDecisive } from '../figures/figure-answer.ts'
import { asksWhy } from '../figures/operations.ts'
import { buildTable } from '../figures/table.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Matcher } from '../matching/index.ts'
import type { Candidate } from './candidate.ts'
import type { InSteps } from './in-steps.ts'
import { figureMatcher, guidanceMatcher } from './matchers.ts'
import { buildNames, buildTermFinder } from './names.ts'
import { buildSubjects } from './subjects.ts'
import type { Question } from './understand.ts'

export type Retrieve = (question: Question) => Candidate[]

/** @param vocabulary words that stay whole, as `buildChineseLexicon` gives them */
export function* buildRetrieve(knowledge: KnowledgeBase, vocabulary: Lexicon<string>): InSteps<Retrieve> {
  const matcher = guidanceMatcher(knowledge, vocabulary)
  yield
  const table = buildTable(knowledge)
  const termNamed = buildTermFinder(knowledge)
  const speaksOf = buildSubjects(knowledge)
  yield
  const byName = yield* buildNames(knowledge)
  let figuresByWords: Matcher | undefined

  function bestFigures({ query, text }: Question): ReturnType<typeof answerFigures> {
    const byCell = answerFigures(query, table)
    if (!asksForFigures(query) || (byCell && isDecisive(byCell))) return byCell
    // Built when first needed: most questions are not about numbers.
    figuresByWords ??= figureMatcher(knowledge, vocabulary)
    const ranked = figuresByWords.rank(text, FIGURES_CONSIDERED).map(({ id, why }) => ({
      id,
      explained: why?.evidence.wordsExplained ?? 0,
      similarity: why?.evidence.words ?? 0,
    }))
    const byWording = answerByWording(query, ranked, table)
    return byWording && byWording.probability > (byCell?.probability ?? 0) ? byWording : byCell
  }

  return (question) => {
    const exact = byName(question.text)
    if (exact) return [exact]
    const figures = bestFigures(question)
    // Nothing that wording could find would change the decision.
    if (figures && isDecisive(figures) && !asksWhy(question.query)) return [{ kind: 'figures', ...figures }]
    const named = termNamed(question)
    const entries = matcher
      .rank(question.text, 5)
      .filter(({ id }) => id !== named)
      .map(
        ({ id, probability, why }): Candidate => ({
          kind: 'entry',
          id,
          probability: speaksOf(id, question) ? probability : probability * OTHER_SUBJECT,
          why,
        }),
      )
    if (named) entries.push({ kind: 'entry', id: named, probability: TERM_NAMED, why: undefined })
    const all: Candidate[] = figures ? [...entries, { kind: 'figures', ...figures }] : entries
    return all.sort((a, b) => b.probability - a.probability)
  }
}

/** What an entry about another offence or place keeps of its probability: shared words ("how many years", "how much") are not a shared subject. */
const OTHER_SUBJECT = 0.4

/** The right year may stand far behind the right subject. */
const FIGURES_CONSIDERED = 40

/** How sure a term is that the question consists of. */
const TERM_NAMED = 0.9
