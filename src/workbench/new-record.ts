/** Adds an entry, a term, a figure or a source, well formed and with its first questions for the bank. */
import { buildAnswerer } from '../answering/answer.ts'
import { figure } from '../knowledge/schema/figures.ts'
import { term } from '../knowledge/schema/glossary.ts'
import { guidance } from '../knowledge/schema/guidance.ts'
import type { FileKind } from '../knowledge/schema/index.ts'
import { source } from '../knowledge/schema/sources.ts'
import { replayBank } from './bank.ts'
import { type Proposal, propose } from './proposal.ts'
import { Refusal } from './refusal.ts'
import type { KnowledgeFile, Workspace } from './workspace.ts'

export const NEW_KINDS = {
  guidance: { file: undefined, kind: 'guidance', shape: guidance },
  figure: { file: undefined, kind: 'figures', shape: figure },
  term: { file: 'glossary.yaml', kind: 'glossary', shape: term },
  source: { file: 'sources.yaml', kind: 'sources', shape: source },
} as const
export type NewKind = keyof typeof NEW_KINDS

export type NewRecord = {
  kind: NewKind
  /** As it stands in the file; fields in any order. */
  record: Record<string, unknown>
  /** Its file inside the knowledge folder; needed where there is one for each topic. */
  file?: string | undefined
  /** What people may ask and must get it for, in other words than its example questions. */
  bank: readonly string[]
  /** ISO day. */
  today: string
}

/** Throws a `Refusal` when it is not said where the record goes, or what the bank asks. */
export async function addRecord(workspace: Workspace, added: NewRecord): Promise<Proposal> {
  const { kind, bank, today } = added
  const { id } = added.record
  if (typeof id !== 'string' || id === '') throw new Refusal('the record has no `id`')
  if (kind !== 'source' && bank.length === 0)
    throw new Refusal('say at least one question that people ask and must get it for, in other words than its examples')
  const path = added.file ?? NEW_KINDS[kind].file ?? whichFile(workspace, NEW_KINDS[kind].kind)
  const record = inOrder(added.record, NEW_KINDS[kind].shape)
  workspace.edit(path, {
    insert: record,
    into: [],
    at: placeFor(
      id,
      workspace.files().find((file) => file.path === path),
    ),
  })
  const expect = kind === 'figure' ? { entry: id, value: record.value } : { entry: id }
  askInBank(
    workspace,
    path,
    bank.map((ask) => ({ ask, expect })),
  )
  const proposal = propose(workspace)
  return { ...proposal, remarks: await notComingBack(workspace, id, bank, today) }
}

function whichFile(workspace: Workspace, kind: FileKind): never {
  const paths = workspace.files(kind).map(({ path }) => path)
  throw new Refusal(`say which file it goes into, by its topic: ${paths.join(', ')}`)
}

/** Fields in the order in which the other records have them; those left empty are left out. */
function inOrder(
  record: Record<string, unknown>,
  { shape }: (typeof NEW_KINDS)[NewKind]['shape'],
): Record<string, unknown> {
  const order = Object.keys(shape)
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length)
  const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => !isEmpty(value))
      .sort(([a], [b]) => place(a) - place(b)),
  )
}

/** At the end, or in a file that is sorted by id where its id belongs. */
function placeFor(id: string, file: KnowledgeFile | undefined): number {
  const ids = Array.isArray(file?.value) ? file.value.map((record) => String(record?.id)) : []
  const isSorted = ids.length > 2 && ids.every((one, index) => index === 0 || (ids[index - 1] ?? '') < one)
  const behind = ids.findIndex((one) => one > id)
  return isSorted && behind !== -1 ? behind : ids.length
}

export type BankLine = { ask: string; expect: Record<string, unknown> }

/** Beside the questions that expect the same, else what stands in the same file, else in a file of the bank of its own. */
export function askInBank(workspace: Workspace, about: string, lines: readonly BankLine[]): void {
  if (lines.length === 0) return
  const file = workspace.files().find(({ path }) => path === about)
  const own = new Set(lines.map(({ expect }) => expect.entry))
  const beside = new Set(Array.isArray(file?.value) ? file.value.map((record) => record?.id) : [])
  const place = lastExpecting(workspace, own) ?? lastExpecting(workspace, beside)
  const edits = lines.map((line, index) =>
    place ? { insert: line, into: [], at: place.index + 1 + index } : { insert: line, into: [] },
  )
  workspace.edit(place?.file ?? `questions/${about.split('/').at(-1)}`, ...edits)
}

/** The last question that expects one of these, in the file of the bank that has the most of them. */
function lastExpecting(workspace: Workspace, ids: ReadonlySet<unknown>) {
  let best: { file: KnowledgeFile; index: number; count: number } | undefined
  for (const file of workspace.files('questions')) {
    const places = (Array.isArray(file.value) ? file.value : []).flatMap((item, index) =>
      [item?.expect?.entry].flat().some((entry) => ids.has(entry)) ? [index] : [],
    )
    const index = places.at(-1)
    if (index !== undefined && places.length > (best?.count ?? 0)) best = { file, index, count: places.length }
  }
  return best
}

/** What questions of the bank come back with, where that is not the record that they are for. */
export async function notComingBack(
  workspace: Workspace,
  id: string,
  bank: readonly string[],
  today: string,
): Promise<string[]> {
  const { knowledge } = workspace.checked()
  if (!knowledge) return []
  const items = bank.map((ask) => ({ ask, expect: { entry: [id] } }))
  const results = await replayBank(buildAnswerer(knowledge), items, today)
  return results
    .filter(({ wrong }) => wrong.length > 0)
    .map(
      ({ ask, reply, wrong }) =>
        `"${ask}" does not come back with it yet (${wrong.join('; ')}${reply.entries.length > 0 ? `: ${reply.entries.join(', ')}` : ''}). Add an example in words nearer to it, or ask the bank something else.`,
    )
}
