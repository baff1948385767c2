/** The line that a problem is about, with a pointer under the place: as compilers show it. */
import type { Problem } from './problem.ts'

/** Wider lines are cut on both sides of the place. */
const WIDTH = 100

/** The lines of a file, for any number of frames. */
export const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, '').split('\n')

/**
 * Two lines; undefined where the file has no such line.
 * @param lines as `linesOf` gives them
 */
export function codeFrame(
  lines: readonly string[],
  { line, column }: Pick<Problem, 'line' | 'column'>,
): string | undefined {
  const whole = lines[line - 1]?.replace(/\r$/, '')
  if (whole === undefined || whole.trim() === '') return undefined
  const from = column <= WIDTH * 0.75 ? 0 : column - 1 - Math.round(WIDTH / 2)
  const shown = visible(`${from > 0 ? '…' : ''}${whole.slice(from > 0 ? from + 1 : 0, from + WIDTH)}`)
  const cut = whole.length > from + WIDTH ? '…' : ''
  const before = visible(`${from > 0 ? '…' : ''}${whole.slice(from > 0 ? from + 1 : 0, column - 1)}`)
  const number = String(line)
  return `${number} | ${shown}${cut}\n${' '.repeat(number.length)} | ${' '.repeat(columnsOf(before))}^`
}

/** Tabs as an arrow, and what nobody sees as a dot, so that the pointer stands under its place. */
const visible = (text: string): string => text.replaceAll('\t', '→').replace(/[\p{Cc}\p{Cf}]/gu, '·')

/** Chinese characters and full-width signs take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u

const columnsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0)
