/** `docs/problems.md` explains every code that a check may give, and no other. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { codeInfo, PROBLEM_CODES, type ProblemCode } from '../../src/knowledge/problem-codes.ts'
import { mayBeFixed } from '../../src/workbench/fixes.ts'
import { ROOT } from '../shipped.ts'

const CODES = Object.keys(PROBLEM_CODES) as ProblemCode[]

const sections = new Map(
  readFileSync(join(ROOT, 'docs/problems.md'), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.split(/^## /m)[0] ?? '']),
)

it('explains the codes that there are', () => {
  expect([...sections.keys()].sort()).toEqual([...CODES].sort())
})

it.each(CODES)('says of %s whether it is a problem, shows one, and how to mend it', (code) => {
  const { level, mend } = codeInfo(code)
  const section = sections.get(code) ?? ''
  const message = code === 'wrong-type' ? 'should be a string, is 110' : ''
  const isFixed = mayBeFixed({ code, message, file: '', line: 1, column: 1 })
  expect(section).toContain(isFixed ? `(${level}, *--fix*)` : `(${level})`)
  expect(section).toMatch(/```\w+\n[\s\S]+\n```/)
  expect(section).toContain(`Mend: ${mend}\n`)
})
