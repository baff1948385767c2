/** What a question wants done with the figures, from the operations that its words name. */
import type { Direction, FigureQuery, Operation } from './query.ts'

/** Operations of the vocabulary that say more than what is to be done. */
const SENSES: Record<string, Partial<FigureQuery> & { operation: Operation }> = {
  rise: { operation: 'change', direction: 'rose' },
  fall: { operation: 'change', direction: 'fell' },
  double: { operation: 'change', direction: 'rose', factor: 2 },
  triple: { operation: 'change', direction: 'rose', factor: 3 },
  halve: { operation: 'change', direction: 'fell', factor: 0.5 },
  lowest: { operation: 'rank', extreme: 'lowest' },
  'which-year': { operation: 'rank', ranked: 'years' },
  'which-offence': { operation: 'rank', ranked: 'offences' },
}

/** @param years whether the question speaks of years besides naming some: "the biggest year" */
export function readOperations(
  ids: readonly string[],
  years: boolean,
): Pick<FigureQuery, 'operations' | 'direction' | 'factor' | 'extreme' | 'ranked'> {
  const senses = ids.map((id) => SENSES[id] ?? { operation: id as Operation })
  const directions = new Set(
    senses.map(({ direction }) => direction).filter((one): one is Direction => one !== undefined),
  )
  return {
    operations: [...new Set(senses.map(({ operation }) => operation))],
    // "Did it rise or fall" supposes neither.
    direction: directions.size === 1 ? [...directions][0] : undefined,
    factor: senses.find(({ factor }) => factor !== undefined)?.factor,
    extreme: senses.some(({ extreme }) => extreme === 'lowest') ? 'lowest' : 'highest',
    ranked: senses.find(({ ranked }) => ranked !== undefined)?.ranked ?? (years ? 'years' : undefined),
  }
}

/** Why a number is as it is, or why two differ: no number tells it. */
export const asksWhy = ({ operations }: FigureQuery): boolean => operations.includes('why')
