/** `figures/*.yaml`: statistics, the series they form, and what is computed from them. */
import { z } from 'zod'
import { bilingual, confidence, day, id, numbers, period } from './common.ts'

export const QUALIFIERS = ['exact', 'more-than', 'about', 'nearly', 'up-to'] as const
export type Qualifier = (typeof QUALIFIERS)[number]

export const figure = z
  .strictObject({
    id,
    offence: id,
    stage: id,
    measure: id,
    place: id.default('china'),
    /** The stretch of time counted; or `as_of`, the day a running total stood at this value. */
    period: period.optional(),
    as_of: day.optional(),
    /** Where a running total starts, if the source says so. */
    since: period.optional(),
    value: z.number(),
    qualifier: z.enum(QUALIFIERS),
    tier: z.enum(['core', 'detail']),
    label: bilingual,
    /** One full sentence; `{value}` stands for the qualified number. */
    says: bilingual,
    /** A change that a source publishes: percent, or how many times the base. */
    change: z
      .strictObject({
        percent: z.number().optional(),
        times: z.number().optional(),
        qualifier: z.enum(QUALIFIERS).default('exact'),
        base: period.optional(),
        base_label: bilingual.optional(),
      })
      .optional(),
    series: id.optional(),
    /** Within a series only figures of one rule and equally long periods compare. */
    rule: id.optional(),
    /** Figures of which this count is a subset. */
    part_of: z.array(id).optional(),
    note: bilingual.optional(),
    disagreement: bilingual.optional(),
    /** How each source puts it; the first is the best grounded. Bare numbers need no second language. */
    reports: z.array(z.strictObject({ source: id, put: z.union([z.string().min(1), bilingual]) })).min(1),
    confidence,
    numbers: numbers.optional(),
    reviewed: day,
    /** Past this day the answer says that newer figures may be out. */
    next_release: day.optional(),
  })
  .refine((one) => (one.period === undefined) !== (one.as_of === undefined), {
    message: 'needs either `period` or `as_of`, and not both',
    path: ['period'],
  })
export type Figure = z.infer<typeof figure>
export const figuresFile = z.array(figure)

export const series = z.strictObject({
  id,
  label: bilingual,
  measure: id,
  stage: id,
  /** Groups of figures, in time order, that may be compared with each other and with no others. */
  runs: z.array(z.array(id).min(1)).min(1),
  breaks: bilingual.optional(),
  numbers: numbers.optional(),
})
export type Series = z.infer<typeof series>
export const seriesFile = z.array(series)

export const computed = z.strictObject({
  id,
  /** `+ - * / ( )`, `sqrt(…)`, `{figure-id}` and declared constants. */
  formula: z.string().min(1),
  constants: z.record(z.string(), bilingual).optional(),
  /** Significant digits that the inputs can carry. */
  round: z.number().int().min(1).max(12),
  measure: id,
  /** The cell that the result stands in for, where nobody published one. */
  cell: z.strictObject({ offence: id, stage: id, period: period.optional(), as_of: day.optional() }).optional(),
  label: bilingual,
  says: bilingual,
  formula_in_words: bilingual,
  caveat: bilingual.optional(),
  /** `warning`: exists to explain why a computation is refused, never printed as an answer. */
  use: z.enum(['answer', 'warning']).default('answer'),
  numbers: numbers.optional(),
  reviewed: day,
})
export type Computed = z.infer<typeof computed>
export const computedFile = z.array(computed)
