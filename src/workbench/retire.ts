/** Takes an entry, a term or a figure out of the knowledge, with everything that named it led on to its successor. */

import { sameWords } from '../knowledge/checks/phrasings.ts'
import type { Path } from '../knowledge/yaml.ts'
import { type Proposal, propose } from './proposal.ts'
import { Refusal } from './refusal.ts'
import { type KnowledgeFile, nearestTo, type Place, type Workspace } from './workspace.ts'

export type Retirement = {
  id: string
  successor: string
  /** Whether the successor gets its title and example questions. */
  phrasings: boolean
  /** ISO day. */
  today: string
}

const KINDS = ['guidance', 'glossary', 'figures'] as const

/** Throws a `Refusal` when there is nothing to retire, or nothing to take its place. */
export function retire(workspace: Workspace, { id, successor, phrasings, today }: Retirement): Proposal {
  const old = known(workspace, id)
  const heir = known(workspace, successor)
  if (id === successor) throw new Refusal(`"${id}" cannot take its own place; name another entry`)
  if (phrasings) {
    if (old.file.kind !== 'guidance' || heir.file.kind !== 'guidance')
      throw new Refusal(`only guidance has example questions to hand on; leave out --phrasings`)
    handOn(workspace, old, successor)
  }
  // Every folder's version of it goes, or one would come to light behind the other.
  for (let place = workspace.find(id, ...KINDS); place; place = workspace.find(id, ...KINDS))
    workspace.edit(place.file, { remove: [place.index] })
  const moved = redirect(workspace, id, successor)
  workspace.edit('retired.yaml', { insert: { id, successor, retired: today }, into: [] })
  const bank = moved.filter(({ kind }) => kind === 'questions').length
  return propose(
    workspace,
    bank === 0 ? [] : ['Questions of the bank expect the successor now; npm run bank says whether it answers them.'],
  )
}

function known(workspace: Workspace, id: string): Place {
  const place = workspace.find(id, ...KINDS)
  if (place) return place
  const retired = workspace.find(id, 'retired')
  if (retired) throw new Refusal(`"${id}" is retired already, for "${retired.record.successor}"`)
  throw new Refusal(`there is no entry, term or figure "${id}"${nearestTo(id, workspace, ...KINDS)}`)
}

type Phrasings = { en?: string[]; zh?: string[] }

function handOn(workspace: Workspace, old: Place, successor: string): void {
  const title = old.record.title as { en?: string; zh?: string } | undefined
  const examples = old.record.questions as Phrasings | undefined
  const asked = new Set(
    workspace
      .files('questions')
      .flatMap(({ value }) => questionsIn(value))
      .map(sameWords),
  )
  for (const language of ['en', 'zh'] as const) {
    const heir = known(workspace, successor)
    const own = (heir.record.questions as Phrasings | undefined)?.[language] ?? []
    const taken = new Set([...own, (heir.record.title as typeof title)?.[language] ?? ''].map(sameWords))
    // The bank's questions are never examples.
    const titles = title?.[language] && !asked.has(sameWords(title[language])) ? [title[language]] : []
    for (const phrasing of [...titles, ...(examples?.[language] ?? [])]) {
      if (taken.has(sameWords(phrasing))) continue
      taken.add(sameWords(phrasing))
      workspace.edit(heir.file, { insert: phrasing, into: [heir.index, 'questions', language] })
    }
  }
}

const questionsIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap((item) => (item?.talk ? questionsIn(item.talk) : typeof item?.ask === 'string' ? [item.ask] : []))
    : []

/** Where ids are named by themselves, they are changed; what stands in prose and formulas is for a person, and the check tells where. */
function redirect(workspace: Workspace, id: string, successor: string): KnowledgeFile[] {
  return workspace.files().filter((file) => {
    const places = mentions(file, id)
    // From the back, so that what is removed moves nothing that is still to come.
    for (const path of places.reverse()) {
      const holder = at(file.value, path.slice(0, -1))
      const named = Array.isArray(holder) && holder.includes(successor)
      const own = (at(file.value, path.slice(0, 1)) as { id?: string } | undefined)?.id === successor
      workspace.edit(file, named || own ? { remove: path } : { set: successor, at: path })
    }
    return places.length > 0
  })
}

/** `related:`, `entry:` and the lines of topics.yaml. */
function mentions({ kind, value }: KnowledgeFile, id: string): Path[] {
  const found = (inner: unknown, path: Path): Path[] => {
    if (typeof inner === 'object' && inner !== null)
      return Object.entries(inner).flatMap(([key, one]) =>
        found(one, [...path, Array.isArray(inner) ? Number(key) : key]),
      )
    const field = path.findLast((step) => typeof step === 'string')
    return inner === id && (kind === 'topics' || field === 'related' || field === 'entry') ? [path] : []
  }
  return found(value, [])
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], value)
