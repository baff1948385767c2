/** Which figures two versions of the knowledge give otherwise, and what rests on them. */
import { isDeepStrictEqual } from 'node:util'
import type { ComputedFigure, KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Figure } from '../knowledge/schema/figures.ts'

/** `corrected`: another number, or a number of something else; `reworded`: the same number, told or sourced otherwise. */
export type FigureChangeKind = 'added' | 'corrected' | 'withdrawn' | 'reworded'

export type FieldChange = {
  /** `change.percent` */
  field: string
  /** Absent: it was not there. */
  before?: unknown
  after?: unknown
}

export type FigureChange = {
  kind: FigureChangeKind
  id: string
  label: string
  /** Its number, or null where it is not there. */
  before: number | null
  after: number | null
  fields: FieldChange[]
  /** What stands in its place, where it was retired for something. */
  successor: string | null
  /** Ids of what rests on it, in either version. */
  computed: string[]
  series: string[]
  entries: string[]
  /** Questions whose answers state it. */
  questions: string[]
}

type Stated = ReadonlyMap<string, readonly string[]>

/** @param stating the questions whose answers state a figure, by its id */
export function figureChanges(before: KnowledgeBase, after: KnowledgeBase, stating: Stated): FigureChange[] {
  const versions = [after, before] as const
  const published = changed(before.figures, after.figures, COUNTED_BY)
  const computed = changed(before.computed, after.computed, COMPUTED_BY)
  return [...published, ...computed]
    .map(({ kind, id, fields, old, now }) => ({
      kind,
      id,
      label: (now ?? old)?.label.en ?? id,
      before: old?.value ?? null,
      after: now?.value ?? null,
      fields,
      successor: (now ? undefined : after.retired.get(id)) ?? null,
      computed: across(versions, ({ computed }) => [...computed.values()].filter(({ inputs }) => inputs.includes(id))),
      series: across(versions, ({ series }) => [...series.values()].filter(({ runs }) => runs.flat().includes(id))),
      entries: across(versions, ({ guidance, glossary, figures }) =>
        [...guidance.values(), ...glossary.values(), ...figures.values()].filter((one) => names(one, id)),
      ),
      questions: [...(stating.get(id) ?? [])],
    }))
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
}

const KINDS: readonly FigureChangeKind[] = ['corrected', 'withdrawn', 'added', 'reworded']

/** Fields that say what was counted, and how many. */
const COUNTED_BY = new Set(
  'value qualifier change offence stage measure place period as_of since share part_of'.split(' '),
)
const COMPUTED_BY = new Set('value formula constants round measure cell use'.split(' '))

type Change<T> = {
  kind: FigureChangeKind
  id: string
  fields: FieldChange[]
  old: T | undefined
  now: T | undefined
}

function changed<T extends Figure | ComputedFigure>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  counted: ReadonlySet<string>,
): Change<T>[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Change<T>[] => {
    const [old, now] = [before.get(id), after.get(id)]
    if (!old) return [{ kind: 'added', id, fields: [], old, now }]
    if (!now) return [{ kind: 'withdrawn', id, fields: [], old, now }]
    const fields = fieldChanges(old, now)
    if (fields.length === 0) return []
    const isCorrected = fields.some(({ field }) => counted.has(field.split('.')[0] ?? ''))
    return [{ kind: isCorrected ? 'corrected' : 'reworded', id, fields, old, now }]
  })
}

/** Of two records, by dotted path; a list is compared as a whole. */
function fieldChanges(before: object, after: object, path = ''): FieldChange[] {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key): FieldChange[] => {
    const [a, b] = [old[key], now[key]]
    if (isDeepStrictEqual(a, b)) return []
    if (isRecord(a) && isRecord(b)) return fieldChanges(a, b, `${path}${key}.`)
    return [
      { field: `${path}${key}`, ...(a === undefined ? {} : { before: a }), ...(b === undefined ? {} : { after: b }) },
    ]
  })
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const across = (versions: readonly KnowledgeBase[], find: (version: KnowledgeBase) => { id: string }[]): string[] => [
  ...new Set(versions.flatMap(find).map(({ id }) => id)),
]

/** Whether a text of the record holds `{id}`. */
const names = (record: object, id: string): boolean => JSON.stringify(record).includes(`{${id}}`)
