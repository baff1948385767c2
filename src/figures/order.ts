/** In which order figures are shown. */
import type { Figure } from '../knowledge/schema/figures.ts'
import { periodOf } from './table.ts'

export const byTime = (a: Figure, b: Figure): number =>
  periodOf(a).to.localeCompare(periodOf(b).to) || a.id.localeCompare(b.id)

export const latestFirst = (cells: readonly Figure[]): Figure[] =>
  [...cells].sort(
    (a, b) =>
      Number(b.tier === 'core') - Number(a.tier === 'core') ||
      periodOf(b).to.localeCompare(periodOf(a).to) ||
      a.id.localeCompare(b.id),
  )
