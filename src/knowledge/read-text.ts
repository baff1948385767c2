/** The text of one knowledge file, or what keeps it from being read: gone meanwhile, too large, not UTF-8, a merge left half done. */
import { readFileSync, statSync } from 'node:fs'
import { oncePerLine } from './once-per-line.ts'
import type { Problem } from './problem.ts'
import type { ProblemCode } from './problem-codes.ts'

/** Twenty times the largest file that ships. Reading YAML takes seconds a megabyte, and nobody edits more by hand. */
export const MOST_BYTES = 4 * 1024 * 1024

/** `text`: absent where there is none; with a problem beside it, it is there to be shown, not to be read. */
export type ReadText = { text?: string; problems: Problem[] }

/** @param file the path to read; `shown`, as problems name it */
export function readText(file: string, shown: string): ReadText {
  const trouble = (code: ProblemCode, message: string, line = 1, column = 1): Problem => ({
    ...{ code, message, file: shown },
    ...{ line, column },
  })
  let bytes: Buffer
  try {
    const { size } = statSync(file)
    if (size > MOST_BYTES) {
      const message = `holds ${megabytes(size)} MB, more than the ${megabytes(MOST_BYTES)} MB that are read; split it by topic`
      return { problems: [trouble('file-too-large', message)] }
    }
    bytes = readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const message =
      code === 'ENOENT' ? 'was deleted while the folder was read; check again' : `cannot be read (${code})`
    return { problems: [trouble('unreadable-file', message)] }
  }
  const text = bytes.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(bytes)) {
    const { line, column } = placeOf(text, text.indexOf('\uFFFD'))
    const message = 'is not UTF-8 from here on; in Notepad choose Save as, Encoding: UTF-8'
    return { problems: [trouble('not-utf8', message, line, column)] }
  }
  const problems = [...conflictsIn(text), ...invisibleIn(text)].map(({ code, message, at }) => {
    const { line, column } = placeOf(text, at)
    return trouble(code, message, line, column)
  })
  return { text, problems }
}

type Found = { code: ProblemCode; message: string; at: number }

/** What Git leaves where two people changed the same lines; the first line tells, and the others follow from it. */
const conflictsIn = (text: string): Found[] =>
  [...text.matchAll(/^<{7}(?: .*)?$/gm)].map((match) => ({
    code: 'merge-conflict',
    message: 'two people changed these lines; keep what is right, and delete the lines of <<<<<<<, ======= and >>>>>>>',
    at: match.index,
  }))

/**
 * Controls, zero-width characters and marks that turn the direction of writing (which can make a text read otherwise than it is: CVE-2021-42574),
 * but for a byte-order mark in front and the joiner inside an emoji; and wide spaces where a line's indent should be.
 */
const INVISIBLE =
  /(?![\t\n\r])\p{Cc}|(?!\u200d)\p{Cf}|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|(?<=^ *)(?! )\p{Zs}/gmu

const invisibleIn = (text: string): Found[] =>
  oncePerLine(
    text,
    [...text.matchAll(INVISIBLE)].filter((match) => match.index > 0 || match[0] !== '\uFEFF'),
    ({ index }) => index,
  ).map((match) => ({
    code: 'invisible-character',
    message: `${codePoint(match[0])} stands here, which nobody sees; delete it`,
    at: match.index,
  }))

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** 1-based, as editors count: a byte-order mark takes no column. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, offset)).replace(/^\uFEFF/, '')
  const line = before.split('\n').length
  return { line, column: before.length - (before.lastIndexOf('\n') + 1) + 1 }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0)
