/** `check --fix`: what it puts right, and that nothing else changes. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { kindOf } from '../../src/knowledge/schema/index.ts'
import { tidySpacing } from '../../src/knowledge/tidy-spacing.ts'
import { problemsOfForm } from '../../src/workbench/check.ts'
import { fixAll } from '../../src/workbench/fix.ts'
import { orderFields } from '../../src/workbench/order-fields.ts'
import { edited, type Files, goodBase, writeFiles } from '../knowledge/good-base.ts'
import { ROOT, TODAY } from '../shipped.ts'

const GUIDANCE = 'guidance/reporting.yaml'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fix-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function fix(files: Files): Files {
  writeFiles(folder, files)
  fixAll([folder], () => problemsOfForm([folder], TODAY))
  return Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

const [text = ''] = [goodBase()[GUIDANCE]]
const [figures = ''] = [goodBase()['figures/online-crime.yaml']]

describe('what it puts right', () => {
  it.each<[string, string, broken: string, right: string]>([
    ['spaces at the end of a line', GUIDANCE, text.replace('high\n', 'high \t\n'), text],
    ['a missing line end', GUIDANCE, text.trimEnd(), text],
    [
      'needless blank lines',
      GUIDANCE,
      text.replace('- id: what', '\n\n\n- id: what'),
      text.replace('- id: what', '\n- id: what'),
    ],
    ['tabs', GUIDANCE, text.replaceAll('\n    ', '\n\t\t'), text],
    ['a tab behind spaces', GUIDANCE, text.replaceAll('\n    ', '\n  \t'), text],
    ['a wide space as indent', GUIDANCE, text.replaceAll('\n    en', '\n\u3000\u3000en'), text],
    ['what nobody sees', GUIDANCE, text.replace('Report a', 'Re\u200bport\u00ad a'), text],
    ['the colon of a Chinese keyboard', GUIDANCE, text.replace('confidence: ', 'confidence：'), text],
    [
      'a number to call without quotes',
      'hotlines.yaml',
      (goodBase()['hotlines.yaml'] ?? '').replace('"110"', '110'),
      goodBase()['hotlines.yaml'] ?? '',
    ],
    [
      'a number whose zero would be lost',
      'hotlines.yaml',
      (goodBase()['hotlines.yaml'] ?? '').replace('"110"', '0110'),
      (goodBase()['hotlines.yaml'] ?? '').replace('"110"', '"0110"'),
    ],
    [
      'the order of fields',
      'figures/online-crime.yaml',
      figures.replace(/( {2}stage: prosecuted\n)( {2}measure: people\n)/, '$2$1'),
      figures,
    ],
  ])('%s', (_name, path, broken, right) => {
    expect(broken).not.toBe(right)
    expect(fix({ ...goodBase(), [path]: broken })).toEqual({ ...goodBase(), [path]: right })
  })

  it('comments go with the field below which, or over which, they stand', () => {
    const lines = (...all: string[]): string => `- id: a\n${all.map((line) => `  ${line}\n`).join('')}`
    const [name, number] = [['# the name', 'name: { en: A, zh: 甲 } # as on the sign', '  # deeper'], ['number: "110"']]
    expect(orderFields(lines(...name, ...number), 'hotlines')).toBe(lines(...number, ...name))
  })

  it('is left alone where it cannot be sure', () => {
    const twice = text.replace('[criminal-law 266]', '[criminal-law 266')
    expect(fix({ ...goodBase(), [GUIDANCE]: twice })[GUIDANCE]).toBe(twice)
    // A count stays a number.
    const count = edited('figures/online-crime.yaml', 'value: 100', 'value: a hundred')
    expect(fix(count)).toEqual(count)
  })
})

describe('what it leaves alone', () => {
  it('every byte of the knowledge that ships, which is in order', () => {
    const files = readdirSync(join(ROOT, 'knowledge'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    )
    expect(files.length).toBeGreaterThan(30)
    for (const name of files) {
      const written = readFileSync(join(ROOT, 'knowledge', name), 'utf8')
      const kind = kindOf(name.replaceAll('\\', '/'))
      if (tidySpacing(written) !== written || (kind && orderFields(written, kind) !== written))
        expect.soft(name).toBe('in order')
    }
  })

  it('spaces that count', () => {
    const kept = 'a: |\n  one  \n\n\n  two\n'
    expect(tidySpacing(`${kept}b: 1  \n`)).toBe(`${kept}b: 1\n`)
  })
})

describe('for texts of any kind', () => {
  const scalar = fc.oneof(
    fc.constantFrom(
      'plain',
      '"quoted  "',
      "'single'",
      '110',
      '[a, b ]',
      '{ en: A,  zh: 甲 }',
      '|\n    lines  \n\n\n    more',
      '>-\n    folded  \n    text',
      '# no value',
    ),
  )
  const field = fc.tuple(
    fc.constantFrom('id', 'number', 'name', 'use', 'sources', 'reviewed'),
    scalar,
    fc.constantFrom('', ' # beside', '  ', '\t', '\n  # above', '\n\n\n', '\n    # deeper'),
  )
  const record = fc.uniqueArray(field, { selector: ([name]) => name, minLength: 1, maxLength: 6 })
  const file = fc
    .tuple(
      fc.array(record, { maxLength: 4 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\uFEFF'),
      fc.boolean(),
    )
    .map(([records, eol, mark, ended]) => {
      const lines = records
        .map((fields) =>
          fields
            .map(([name, value, behind], index) => `${index === 0 ? '- ' : '  '}${name}: ${value}${behind}`)
            .join('\n'),
        )
        .join('\n')
      return mark + (lines + (ended ? '\n' : '')).replaceAll('\n', eol)
    })
  const meaning = (yaml: string): unknown => {
    try {
      return parse(yaml.replace(/^\uFEFF/, ''), { strict: false })
    } catch {
      return undefined
    }
  }
  const comments = (yaml: string): string[] => (yaml.match(/#[^\r\n]*/g) ?? []).map((one) => one.trimEnd()).sort()

  it('says the same afterwards, keeps every comment, and has nothing left to do', () => {
    fc.assert(
      fc.property(file, (yaml) => {
        const after = orderFields(tidySpacing(yaml), 'hotlines')
        expect(isDeepStrictEqual(meaning(after), meaning(yaml))).toBe(true)
        expect(comments(after)).toEqual(comments(yaml))
        expect(orderFields(tidySpacing(after), 'hotlines')).toBe(after)
      }),
      { numRuns: 300 },
    )
  })
})
