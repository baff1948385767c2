/** The arithmetic of computed figures: a tiny expression language over figure ids, so that no computed number is ever typed in. */

export type Formula =
  | { kind: 'constant'; text: string; value: number }
  | { kind: 'figure'; id: string }
  | { kind: 'sqrt'; of: Formula }
  | { kind: 'binary'; operator: '+' | '-' | '*' | '/'; left: Formula; right: Formula }

const TOKEN = /\s*(?:\{([a-z0-9-]+)\}|(\d+(?:\.\d+)?)|(sqrt)|([-+*/()]))/y

/** @throws Error with a sentence for staff when the text is no formula */
export function parseFormula(text: string): Formula {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match)
      throw new Error(
        `cannot read the formula from "${text.slice(at, at + 12)}" on; use {figure-id}, numbers, + - * / ( ) and sqrt(…)`,
      )
    tokens.push(match[0].trim())
  }
  let position = 0
  const peek = (): string | undefined => tokens[position]
  const sum = (): Formula => leftToRight(product, '+', '-')
  const product = (): Formula => leftToRight(atom, '*', '/')

  function leftToRight(part: () => Formula, ...operators: ('+' | '-' | '*' | '/')[]): Formula {
    let left = part()
    for (
      let operator = operators.find((one) => one === peek());
      operator;
      operator = operators.find((one) => one === peek())
    ) {
      position++
      left = { kind: 'binary', operator, left, right: part() }
    }
    return left
  }

  function atom(): Formula {
    const token = tokens[position++]
    if (token === undefined) throw new Error('the formula ends too early')
    if (token.startsWith('{')) return { kind: 'figure', id: token.slice(1, -1) }
    if (token === '(') return closed(sum())
    if (token === 'sqrt') {
      if (tokens[position++] !== '(') throw new Error('sqrt needs its argument in ( )')
      return { kind: 'sqrt', of: closed(sum()) }
    }
    const value = Number(token)
    if (Number.isNaN(value)) throw new Error(`"${token}" stands where a number or {figure-id} is expected`)
    return { kind: 'constant', text: token, value }
  }

  function closed(inner: Formula): Formula {
    if (tokens[position++] !== ')') throw new Error('a ( is not closed')
    return inner
  }

  const formula = sum()
  if (position < tokens.length) throw new Error(`"${tokens[position]}" stands where the formula should end`)
  return formula
}

/** Ids of all figures in the formula, each once. */
export const figuresIn = (formula: Formula): string[] => [
  ...new Set(leaves(formula).flatMap((leaf) => (leaf.kind === 'figure' ? [leaf.id] : []))),
]

/** Constants in the formula as they are written. */
export const constantsIn = (formula: Formula): string[] => [
  ...new Set(leaves(formula).flatMap((leaf) => (leaf.kind === 'constant' ? [leaf.text] : []))),
]

function leaves(formula: Formula): Formula[] {
  if (formula.kind === 'sqrt') return leaves(formula.of)
  return formula.kind === 'binary' ? [...leaves(formula.left), ...leaves(formula.right)] : [formula]
}

export function evaluate(formula: Formula, figureValue: (id: string) => number): number {
  switch (formula.kind) {
    case 'constant':
      return formula.value
    case 'figure':
      return figureValue(formula.id)
    case 'sqrt':
      return Math.sqrt(evaluate(formula.of, figureValue))
    case 'binary': {
      const left = evaluate(formula.left, figureValue)
      const right = evaluate(formula.right, figureValue)
      return { '+': left + right, '-': left - right, '*': left * right, '/': left / right }[formula.operator]
    }
  }
}

/**
 * The unit of the result; null for a pure number.
 * @throws Error where figures of different units are added or subtracted
 */
export function unitOfFormula(formula: Formula, unitOf: (id: string) => string): string | null {
  switch (formula.kind) {
    case 'constant':
      return null
    case 'sqrt':
      unitOfFormula(formula.of, unitOf)
      return null
    case 'figure':
      return unitOf(formula.id)
    case 'binary': {
      const left = unitOfFormula(formula.left, unitOf)
      const right = unitOfFormula(formula.right, unitOf)
      if (formula.operator === '*' || formula.operator === '/')
        return left !== null && right !== null ? null : (left ?? right)
      if (left !== null && right !== null && left !== right)
        throw new Error(`adds or subtracts ${left} and ${right}, which are different units`)
      return left ?? right
    }
  }
}
