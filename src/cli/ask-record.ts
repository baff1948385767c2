/** Asks a person for a new record, field by field, and again for what does not fit. */
import type { z } from 'zod'
import { didYouMean } from '../knowledge/nearest.ts'
import { type Among, type NewField, newFields } from '../workbench/new-fields.ts'
import { NEW_KINDS, type NewKind } from '../workbench/new-record.ts'
import type { Prompt } from './prompt.ts'

export type Asking = {
  prompt: Prompt
  /** Words for the person. */
  tell(text: string): void
  idsOf(among: Among): readonly string[]
  /** Names of the fields that were asked for, left empty or not. */
  asked: Set<string>
}

type Record_ = Record<string, unknown>

/** Fills a record; fields that it has already, or that were asked for before, are left as they are. */
export async function askForRecord(kind: NewKind, record: Record_, today: string, asking: Asking): Promise<Record_> {
  const filled = structuredClone(record)
  for (const field of newFields(kind, today)) {
    if (valueAt(filled, field.name) !== undefined || asking.asked.has(field.name) || field.when?.(filled) === false)
      continue
    asking.asked.add(field.name)
    put(filled, field.name, await askForField(kind, field, asking))
  }
  return filled
}

/** Asks anew for the fields that the person names, until they name none. False: none was named. */
export async function askAgain(kind: NewKind, record: Record_, today: string, asking: Asking): Promise<boolean> {
  const fields = newFields(kind, today)
  const names = fields.map(({ name }) => name)
  for (;;) {
    const name = await asking.prompt.line('Field to change (empty: give up): ', names)
    if (name === '') return false
    const field = fields.find((one) => one.name === name)
    if (field) {
      put(record, field.name, await askForField(kind, field, asking))
      return true
    }
    asking.tell(`There is no field "${name}"; the fields are ${names.join(', ')}.`)
  }
}

async function askForField(kind: NewKind, field: NewField, asking: Asking): Promise<unknown> {
  const ids = field.among ? asking.idsOf(field.among) : []
  const hint =
    ids.length > 0 && ids.length <= 30 ? `\n  one of ${ids.join(', ')}` : ids.length > 0 ? '\n  Tab completes' : ''
  const left = field.optional ? ' (empty: none)' : field.initial === undefined ? '' : ` (empty: ${field.initial})`
  asking.tell(`\n${field.says}${left}${hint}`)
  for (;;) {
    const value = await read(field, ids, asking)
    if (value === undefined && field.optional) return undefined
    const wrong =
      value === undefined ? 'it may not be left out' : (unknownAmong(value, ids) ?? wrongFor(kind, field, value))
    if (wrong === undefined) return value
    asking.tell(`  ✗ ${wrong}`)
  }
}

async function read(
  { name, form, initial, optional }: NewField,
  ids: readonly string[],
  { prompt, tell }: Asking,
): Promise<unknown> {
  const short = name.split('.').at(-1) ?? name
  switch (form) {
    case 'bilingual': {
      const en = await prompt.line(`  ${short}, English: `)
      if (en === '' && optional) return undefined
      const zh = await prompt.line(`  ${short}, 中文: `)
      return en === '' && zh === '' ? undefined : { en, zh }
    }
    case 'bilingual-lines': {
      tell('  one a line; an empty line ends the list')
      const en = await linesOf(`  ${short}, English: `, prompt)
      if (en.length === 0 && optional) return undefined
      const zh = await linesOf(`  ${short}, 中文: `, prompt)
      return en.length + zh.length === 0 ? undefined : { en, zh }
    }
    case 'list':
    case 'articles': {
      const line = await prompt.line(`  ${short}: `, ids)
      const parts = line.split(form === 'list' ? /[\s,，、]+/ : /\s*[,，、]\s*/).filter((part) => part !== '')
      // As people write them in the files: amounts are numbers, everything else is text.
      const values =
        name === 'numbers.amounts' ? parts.map((part) => (Number.isNaN(Number(part)) ? part : Number(part))) : parts
      return parts.length === 0 ? undefined : values
    }
    case 'number': {
      const line = (await prompt.line(`  ${short}: `)).replaceAll(/[,_ ]/g, '')
      return line === '' ? undefined : Number(line)
    }
    case 'line':
      return (await prompt.line(`  ${short}: `, ids)) || initial
  }
}

async function linesOf(question: string, prompt: Prompt): Promise<string[]> {
  const lines: string[] = []
  for (let line = await prompt.line(question); line !== ''; line = await prompt.line(question)) lines.push(line)
  return lines
}

function unknownAmong(value: unknown, ids: readonly string[]): string | undefined {
  if (ids.length === 0) return undefined
  const unknown = [value].flat().find((one) => !ids.includes(String(one)))
  return unknown === undefined ? undefined : `there is no "${unknown}"${didYouMean(String(unknown), ids)}`
}

/** What the file's shape says about this field by itself. */
function wrongFor(kind: NewKind, { name }: NewField, value: unknown): string | undefined {
  const [outer = '', inner] = name.split('.')
  // A report is one of a list, and is looked at as a whole when all is there.
  if (outer === 'reports') return undefined
  const strange = outer === 'numbers' ? [value].flat().find((one) => !/^\d[\dHQ.,/-]*$/.test(String(one))) : undefined
  if (strange !== undefined) return `"${strange}" is no number as it stands in the texts`
  const shape = (NEW_KINDS[kind].shape.shape as Record<string, z.ZodType>)[outer]
  const result = shape?.safeParse(inner === undefined ? value : { [inner]: value })
  const issue = result?.error?.issues[0]
  if (!issue) return undefined
  const at = issue.path.filter((step) => typeof step === 'string' && step !== inner).join('.')
  return at === '' ? issue.message : `${at}: ${issue.message}`
}

const holderOf = (record: Record_, name: string): [Record_, string] => {
  const [outer = '', inner] = name.split('.')
  if (inner === undefined) return [record, outer]
  if (outer === 'reports') {
    record.reports ??= [{}]
    return [(record.reports as Record_[])[0] ?? {}, inner]
  }
  record[outer] ??= {}
  return [record[outer] as Record_, inner]
}

function valueAt(record: Record_, name: string): unknown {
  const [outer = '', inner] = name.split('.')
  const value = outer === 'reports' ? (record.reports as Record_[] | undefined)?.[0] : record[outer]
  return inner === undefined ? value : (value as Record_ | undefined)?.[inner]
}

function put(record: Record_, name: string, value: unknown): void {
  if (value === undefined) {
    if (!name.includes('.')) delete record[name]
    return
  }
  const [holder, key] = holderOf(record, name)
  holder[key] = value
}
