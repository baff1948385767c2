/** The knowledge files' shapes as JSON Schema, one file a kind. */
import { z } from 'zod'
import { FILE_SHAPES } from './index.ts'

/** File name to its text, exactly as it stands in `knowledge/schemas/`. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    Object.entries(FILE_SHAPES).map(([kind, shape]) => [
      `${kind}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`,
    ]),
  )
}
