/** Which shape each knowledge file has: the one list that loading, checking and the editors' JSON Schemas read. */
import type { z } from 'zod'
import { conceptsFile } from './concepts.ts'
import { computedFile, figuresFile, seriesFile } from './figures.ts'
import { glossaryFile } from './glossary.ts'
import { guidanceFile } from './guidance.ts'
import { hotlinesFile } from './hotlines.ts'
import { lawsFile } from './laws.ts'
import { knownFailuresFile, questionsFile } from './questions.ts'
import { retiredFile } from './retired.ts'
import { signalsFile } from './signals.ts'
import { sourcesFile } from './sources.ts'
import { topicsFile } from './topics.ts'
import { translationsFile } from './translations.ts'
import { voiceFile } from './voice.ts'

export const FILE_SHAPES = {
  sources: sourcesFile,
  laws: lawsFile,
  concepts: conceptsFile,
  signals: signalsFile,
  glossary: glossaryFile,
  hotlines: hotlinesFile,
  voice: voiceFile,
  topics: topicsFile,
  retired: retiredFile,
  translations: translationsFile,
  figures: figuresFile,
  series: seriesFile,
  computed: computedFile,
  guidance: guidanceFile,
  questions: questionsFile,
  'known-failures': knownFailuresFile,
} satisfies Record<string, z.ZodType>
export type FileKind = keyof typeof FILE_SHAPES

/** Files that there is one of: in a later folder one holds only what it adds or overrides. */
export const LATER_SHAPES = {
  concepts: conceptsFile.partial(),
  signals: signalsFile.partial(),
  voice: voiceFile.partial(),
} satisfies Partial<Record<FileKind, z.ZodType>>

const FOLDERS = ['figures', 'guidance', 'questions'] as const

/** The kind of a knowledge file by its path inside the knowledge folder; undefined for a file that has no place there. */
export function kindOf(path: string): FileKind | undefined {
  const [folder = '', file] = path.replace(/\.ya?ml$/, '').split('/')
  if (file === undefined)
    return Object.hasOwn(FILE_SHAPES, folder) && !FOLDERS.some((name) => name === folder)
      ? (folder as FileKind)
      : undefined
  if (folder === 'figures' && (file === 'series' || file === 'computed')) return file
  if (folder === 'questions' && file === 'known-failures') return file
  return FOLDERS.find((name) => name === folder)
}
