/** Example questions that lead to another entry, and entries that nothing leads to: found by asking the bot. */
import type { Answerer } from '../answering/answer.ts'
import { atOnce } from '../answering/in-steps.ts'
import { matcherWithout, phrasingKey } from '../answering/matchers.ts'
import { buildTermFinder } from '../answering/names.ts'
import { buildSignalReader } from '../answering/read-signal.ts'
import type { Draft, Located } from '../knowledge/draft.ts'
import { nearPhrasings } from '../knowledge/near-phrasings.ts'
import type { Problem } from '../knowledge/problem.ts'
import type { Guidance } from '../knowledge/schema/guidance.ts'
import type { Path } from '../knowledge/yaml.ts'
import { normalise } from '../language/normalise.ts'
import { toSimplified } from '../language/script.ts'
import { toUnits } from '../language/units.ts'

type Example = { record: Located<Guidance>; path: Path; text: string }

/** @param today ISO day */
export function findLedElsewhere(draft: Draft, answerer: Answerer, today: string): Problem[] {
  const mayGoAstray = buildMayGoAstray(answerer)
  const told = new Set<string>()
  const lost = draft.guidance.flatMap((record) => {
    const examples = examplesOf(record)
    const astray = examples.filter(mayGoAstray).flatMap((example) => {
      const where = whereItLeads(example, answerer, today)
      return where === undefined ? [] : [{ example, where }]
    })
    if (astray.length === examples.length && examples.length > 0)
      return [
        record.problemAt(['id'], 'unreachable-entry', `none of its ${examples.length} example questions leads to it`),
      ]
    return astray.map(({ example: { path, text }, where }) => {
      told.add(text)
      return record.problemAt(path, 'led-elsewhere', `"${text}" ${where}`)
    })
  })
  return [...lost, ...nearerElsewhere(draft, answerer, told)]
}

const examplesOf = (record: Located<Guidance>): Example[] =>
  (['en', 'zh'] as const).flatMap((language) =>
    record.value.questions[language].map((text, index) => ({ record, path: ['questions', language, index], text })),
  )

/** Whoever asks an example as it stands gets its entry, unless a signal or the name of a term comes first. */
function buildMayGoAstray({ knowledge }: Answerer): (example: Example) => boolean {
  const readSignal = atOnce(buildSignalReader(knowledge))
  const termNamed = buildTermFinder(knowledge)
  return ({ record, text }) => {
    const units = toUnits(toSimplified(normalise(text).toLowerCase()))
    const signal = readSignal(units)
    if (signal) return signal.entry !== record.value.id
    return termNamed({ units }) !== undefined
  }
}

/** In words; undefined: to its own entry, or to a figure, which answers what it counts before any words about it do. */
function whereItLeads({ record, text }: Example, answerer: Answerer, today: string): string | undefined {
  const { knowledge } = answerer
  const { reply, question } = answerer.answer({ text, today })
  const [entry] = reply.entries
  const by = question.signal ? ` by the signal "${question.signal.id}"` : ''
  if (reply.entries.includes(record.value.id)) return undefined
  if (entry !== undefined)
    return knowledge.guidance.has(entry) || knowledge.glossary.has(entry)
      ? `is answered with "${entry}" instead${by}`
      : undefined
  return question.signal && reply.outcome === 'abstain' ? `is refused${by} (${reply.reason})` : undefined
}

/** From here on the bot is as good as sure of another entry, and this far below of its own. */
const SURE = 0.9
const UNLIKELY = 0.05
/** Which examples are worth the asking: so much nearer to one of another entry than to any of their own. */
const NEARER = 0.2

/** Examples that the bot would answer with another entry had nobody written them: so it will answer whoever words them a little otherwise. */
function nearerElsewhere(draft: Draft, { knowledge }: Answerer, told: ReadonlySet<string>): Problem[] {
  const suspects = nearPhrasings(draft.guidance).filter(
    ({ text, likeness, ownLikeness, shared }) => likeness > ownLikeness + NEARER && shared > 1 && !told.has(text),
  )
  if (suspects.length === 0) return []
  const leftOut = new Set(suspects.map(({ record, text }) => phrasingKey(record.value.id, text)))
  const matcher = matcherWithout(leftOut, knowledge)
  return suspects.flatMap(({ record, path, text }) => {
    const ranked = matcher.rank(text)
    const own = ranked.find(({ id }) => id === record.value.id)?.probability ?? 0
    const [best] = ranked
    return best && best.id !== record.value.id && best.probability >= SURE && own <= UNLIKELY
      ? [
          record.problemAt(
            path,
            'nearer-elsewhere',
            `"${text}" is more like what "${best.id}" is asked; put otherwise, it will be answered with that`,
          ),
        ]
      : []
  })
}
