/** The public question sets that matching is measured on, read from the folder that BENCH_DATA names; docs/benchmarks.md says where each comes from. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export type Example = { id: string; text: string }
/** `id` null: no entry answers it. */
export type Question = { id: string | null; text: string }
/** `answers`: what entries say, where the set has it. */
export type QuestionSet = { name: string; train: Example[]; answers: Example[]; questions: Question[] }

type Row = { split: 'train' | 'valid' | 'answer'; id: string | null; text: string }

/** Sets with phrasings only, asked the questions of another. */
const QUESTIONS_OF: Record<string, string> = {
  'clinc150-10': 'clinc150',
  'banking77-10': 'banking77',
  'hwu64-10': 'hwu64',
}

export const SET_NAMES = [
  ...['clinc150', 'clinc150-10', 'banking77', 'banking77-10', 'banking77-oos', 'hwu64', 'hwu64-10'],
  ...['stackfaq', 'covidq', 'crosswoz', 'xsid-zh', 'xsid-ja', 'xsid-de'],
]

const folder = process.env.BENCH_DATA ?? ''

function rowsOf(name: string): Row[] {
  const file = join(folder, `${name}.jsonl.gz`)
  if (folder === '' || !existsSync(file))
    throw new Error(
      `${folder === '' ? 'BENCH_DATA is not set' : `${file} is not there`}: set BENCH_DATA to a folder with the question sets; docs/benchmarks.md says which and where they come from`,
    )
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line))
}

const examplesOf = (name: string, split: 'train' | 'answer' = 'train'): Example[] =>
  rowsOf(name).flatMap((row) => (row.split === split && row.id !== null ? { id: row.id, text: row.text } : []))

/** For measuring: phrasings of the training part, questions of the validation part. */
export const readSet = (name: string): QuestionSet => ({
  name,
  train: examplesOf(name),
  answers: examplesOf(name, 'answer'),
  questions: rowsOf(QUESTIONS_OF[name] ?? name)
    .filter(({ split }) => split === 'valid')
    .map(({ id, text }) => ({ id, text })),
})

const TUNED_ON = 1500

/**
 * For tuning: phrasings and questions both of the training part. With ten phrasings an entry the questions are the phrasings left over; else a
 * fifth is held back. Out of scope are the written examples of CLINC150, and elsewhere the phrasings of every third or fourth entry, which the
 * matcher lacks.
 */
export function readTuningSet(name: string): QuestionSet {
  const all = examplesOf(name)
  const base = name.replace(/-10$/, '')
  const lacksEntries = !name.startsWith('clinc150') && !name.startsWith('xsid') && name !== 'banking77-oos'
  const isStranger = ({ id }: { id: string }): boolean => lacksEntries && hash(`${id} stranger`) % 4 === 0
  const few = base !== name
  const own = new Set(all.map(({ text }) => text))
  const isHeldBack = ({ text }: Example): boolean => !few && hash(text) % 5 === 0
  const asked = few
    ? examplesOf(base).filter(({ text }) => !own.has(text))
    : all.filter((one) => isHeldBack(one) || isStranger(one))
  const questions: Question[] = pick(asked, TUNED_ON).map((one) =>
    isStranger(one) ? { id: null, text: one.text } : one,
  )
  return {
    name,
    train: all.filter((one) => !isHeldBack(one) && !isStranger(one)),
    answers: examplesOf(name, 'answer').filter((one) => !isStranger(one)),
    questions: [...questions, ...strangersFor(name, all)],
  }
}

function strangersFor(name: string, all: readonly Example[]): Question[] {
  const outOfScope = (text: string): Question => ({ id: null, text })
  if (name.startsWith('clinc150'))
    return [...rowsOf('clinc150'), ...rowsOf('clinc150-oosplus')]
      .filter(({ split, id }) => split === 'train' && id === null)
      .map(({ text }) => outOfScope(text))
  if (name !== 'banking77-oos') return []
  const ids = new Set(all.map(({ id }) => id))
  const near = examplesOf('banking77').filter(({ id }) => !ids.has(id))
  return [...pick(near, 400), ...pick(examplesOf('clinc150'), 300)].map(({ text }) => outOfScope(text))
}

const pick = <T extends { text: string }>(list: readonly T[], count: number): T[] =>
  [...list].sort((a, b) => hash(a.text) - hash(b.text)).slice(0, count)

/** FNV-1a: draws that are the same every time. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return (value ^ (value >>> 13)) >>> 0
}
