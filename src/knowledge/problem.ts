/** What is wrong in a knowledge file: a value, collected in one pass, never thrown. */
import { codeInfo, type ProblemCode } from './problem-codes.ts'

export type Problem = {
  code: ProblemCode
  message: string
  file: string
  /** 1-based; 1:1 when the whole file is meant. */
  line: number
  column: number
}

/** `file:line:column  code  message`, the form editors and terminals make clickable. */
export const showProblem = (problem: Problem): string =>
  `${problem.file}:${problem.line}:${problem.column}  ${problem.code}  ${problem.message}`

/** For a person to judge; it stops nothing. */
export const isRemark = ({ code }: Problem): boolean => codeInfo(code).level === 'remark'

export const inReadingOrder = (a: Problem, b: Problem): number =>
  a.file < b.file
    ? -1
    : a.file > b.file
      ? 1
      : a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1)
