import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constantsIn, evaluate, figuresIn, parseFormula, unitOfFormula } from '../../src/knowledge/formula.ts'

const VALUES: Record<string, number> = { 'people-2018': 100, 'people-2019': 150, 'cases-2019': 60 }
const figureValue = (id: string): number => VALUES[id] ?? Number.NaN
const unitOf = (id: string): string => id.split('-')[0] ?? ''
const compute = (text: string): number => evaluate(parseFormula(text), figureValue)

describe('evaluate', () => {
  it.each([
    ['2', 2],
    ['1.951', 1.951],
    ['{people-2018}', 100],
    ['{people-2018} + {people-2019}', 250],
    ['{people-2019}-{people-2018}', 50],
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['20 - 5 - 3', 12],
    ['100 / 10 / 2', 5],
    ['({people-2019} - {people-2018}) / {people-2018} * 100', 50],
    ['sqrt(16)', 4],
    ['sqrt({people-2018} * 4) + 1', 21],
    [' ( ( 7 ) ) ', 7],
  ])('%s', (text, expected) => {
    expect(compute(text)).toBe(expected)
  })

  it('computes as JavaScript does, whatever the nesting', () => {
    const { formula } = fc.letrec<{ formula: string; leaf: string; pair: string }>((tie) => ({
      formula: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('pair')),
      leaf: fc.nat(1000).map(String),
      pair: fc
        .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/'), tie('formula'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    }))
    fc.assert(
      fc.property(formula, (text) => {
        expect(compute(text)).toBe(new Function(`return ${text}`)())
      }),
    )
  })
})

describe('parseFormula', () => {
  it.each([
    ['', 'the formula ends too early'],
    ['2 +', 'the formula ends too early'],
    ['2 3', '"3" stands where the formula should end'],
    ['(2 + 3', 'a ( is not closed'],
    ['2 + 3)', '")" stands where the formula should end'],
    ['+ 2', '"+" stands where a number or {figure-id} is expected'],
    ['sqrt 4', 'sqrt needs its argument in ( )'],
    ['{People}', 'cannot read the formula from "{People}" on'],
    ['2 ^ 3', 'cannot read the formula from " ^ 3" on'],
    ['process.exit()', 'cannot read the formula from "process.exit" on'],
  ])('says what is wrong with "%s"', (text, message) => {
    expect(() => parseFormula(text)).toThrow(message)
  })

  it('gives a formula or a sentence, whatever it reads', () => {
    const piece = fc.constantFrom('{a}', '{', '}', '1', '.', '+', '-', '*', '/', '(', ')', 'sqrt', ' ', 'x')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          parseFormula(pieces.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
          expect((error as Error).message).toMatch(/formula|stands where|not closed|needs its argument/)
        }
      }),
    )
  })
})

it('names each figure and each constant once', () => {
  const formula = parseFormula('sqrt({a} * 1.5 + {b}) / ({a} - 1.5) * 100')
  expect(figuresIn(formula)).toEqual(['a', 'b'])
  expect(constantsIn(formula)).toEqual(['1.5', '100'])
})

describe('unitOfFormula', () => {
  it.each([
    ['{people-2018} + {people-2019}', 'people'],
    ['{people-2018} * 2', 'people'],
    ['{people-2018} / 1.951', 'people'],
    ['{people-2018} / {cases-2019}', null],
    ['({people-2019} - {people-2018}) / {people-2018} * 100', null],
    ['2 + 3', null],
    ['sqrt({people-2018})', null],
  ])('%s', (text, expected) => {
    expect(unitOfFormula(parseFormula(text), unitOf)).toBe(expected)
  })

  it.each([
    '{people-2018} + {cases-2019}',
    '1 + ({people-2018} - {cases-2019})',
    'sqrt({people-2018} + {cases-2019})',
    '{people-2018} / ({people-2018} + {cases-2019})',
  ])('refuses %s', (text) => {
    expect(() => unitOfFormula(parseFormula(text), unitOf)).toThrow('people and cases, which are different units')
  })
})
