/** In which order the fields of a record are written: that of its shape. */
import type { z } from 'zod'
import { FILE_SHAPES, type FileKind } from './index.ts'

/** @param fields of one record, which tell the forms of a file apart; undefined where records are not made of named fields */
export function fieldOrder(kind: FileKind, fields: readonly string[]): readonly string[] | undefined {
  const shapes = shapesOf(kind)
  return shapes.find((shape) => fields.every((field) => shape.includes(field)))
}

const known = new Map<FileKind, string[][]>()

function shapesOf(kind: FileKind): string[][] {
  const shapes = known.get(kind) ?? fieldsIn(FILE_SHAPES[kind])
  known.set(kind, shapes)
  return shapes
}

type Definition = {
  def?: { shape?: object; element?: z.ZodType; innerType?: z.ZodType; in?: z.ZodType; options?: z.ZodType[] }
}

/** The fields of each form that the items of a list may have. */
function fieldsIn(type: z.ZodType, isItem = false): string[][] {
  const { shape, element, innerType, in: input, options } = (type as Definition).def ?? {}
  if (shape) return isItem ? [Object.keys(shape)] : []
  if (options) return options.flatMap((option) => fieldsIn(option, isItem))
  if (element) return fieldsIn(element, true)
  const inner = innerType ?? input
  return inner ? fieldsIn(inner, isItem) : []
}
