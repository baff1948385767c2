/** Quality side by side: every contender answers the same questions, as written and with typos. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Contender, contender } from './matchers.ts'
import { type Outcome, type Quality, qualityOf } from './measures.ts'
import { hash, type Question, readSet } from './sets.ts'
import { percentile } from './table.ts'
import { withTypos } from './typos.ts'

export type QualityRow = {
  set: string
  contender: string
  quality: Quality
  /** Accuracy with one or two typos in every question. */
  withTypos: number
  questions: number
  buildSeconds: number
  p50: number
  p95: number
}

/** So many questions at least are asked with typos: those of a small set several times, each time with others. */
const MISTYPED = 500

/** @param most questions of a set that are asked in scope, and out of scope; the same of every contender */
export async function measureQuality(
  sets: readonly string[],
  keys: readonly string[],
  most: number,
  report: (row: QualityRow) => void,
): Promise<void> {
  const homophones = await loadHomophones()
  for (const name of sets) {
    const { train, answers, questions } = readSet(name)
    const asked = sample(questions, most)
    for (const key of keys) {
      const one = await contender(key)
      const start = performance.now()
      const ask = await quietly(() => one.build(train, answers))
      const buildSeconds = (performance.now() - start) / 1000
      const plain = await askAll(one, ask, asked, (text) => text)
      const typed: Outcome[] = []
      for (let draw = 0; typed.length < MISTYPED; draw++)
        typed.push(...(await askAll(one, ask, asked, (text) => withTypos(text, homophones, draw))).outcomes)
      report({
        ...{ set: name, contender: one.name, quality: qualityOf(plain.outcomes), buildSeconds },
        ...{ withTypos: qualityOf(typed).accuracy, questions: asked.length },
        ...{ p50: percentile(plain.milliseconds, 0.5), p95: percentile(plain.milliseconds, 0.95) },
      })
    }
  }
}

async function askAll(
  { isProbability }: Contender,
  ask: Awaited<ReturnType<Contender['build']>>,
  questions: readonly Question[],
  change: (text: string) => string,
): Promise<{ outcomes: Outcome[]; milliseconds: number[] }> {
  const outcomes: Outcome[] = []
  const milliseconds: number[] = []
  for (const { id, text } of questions) {
    const changed = change(text)
    const start = performance.now()
    const { ids, score } = await ask(changed)
    milliseconds.push(performance.now() - start)
    outcomes.push({ wanted: id, ids, score, isProbability })
  }
  return { outcomes, milliseconds }
}

/** As many of those in scope, and of those that are not. */
function sample(questions: readonly Question[], most: number): Question[] {
  const inOrder = [...questions].sort((a, b) => hash(a.text) - hash(b.text))
  const [inScope, out] = [inOrder.filter(({ id }) => id !== null), inOrder.filter(({ id }) => id === null)]
  return [...inScope.slice(0, most), ...out.slice(0, most)]
}

/** Characters by how they sound, from a library of its own: the matcher must not be tried with its own idea of it. */
async function loadHomophones(): Promise<(character: string) => string> {
  if (!existsSync(join(import.meta.dirname, 'node_modules'))) return () => ''
  const library = 'pinyin-pro'
  const { pinyin } = (await import(library)) as { pinyin(text: string, options: object): string }
  const soundOf = (character: string): string => pinyin(character, { toneType: 'none' })
  const bySound = Map.groupBy(COMMON_CHARACTERS, soundOf)
  return (character) => (bySound.get(soundOf(character)) ?? []).filter((other) => other !== character).join('')
}

/** The first level of GB 2312 in its order: the 3,755 characters that people type. */
const COMMON_CHARACTERS = (() => {
  const decoder = new TextDecoder('gb2312')
  const characters: string[] = []
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++)
      characters.push(decoder.decode(Uint8Array.of(row, cell)))
  return characters
})()

/** nlp.js tells of every epoch. */
async function quietly<T>(work: () => T | Promise<T>): Promise<T> {
  const { log } = console
  console.log = () => {}
  try {
    return await work()
  } finally {
    console.log = log
  }
}
