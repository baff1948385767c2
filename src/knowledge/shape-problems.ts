/** What is wrong with the shape of a file, in the words of someone who edits YAML. */
import type { z } from 'zod'
import { didYouMean } from './nearest.ts'
import type { Problem } from './problem.ts'
import { FILE_SHAPES, type FileKind } from './schema/index.ts'
import type { Path, YamlFile } from './yaml.ts'

/** The problems that one of zod's issues stands for. */
export function shapeProblems(issue: z.core.$ZodIssue, yaml: YamlFile, kind: FileKind): Problem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol')
  const value = path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step],
    yaml.value,
  )
  if (value == null && ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code))
    return [absent(value, path, yaml, kind)]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        yaml.problemAt(
          [...path, key],
          'unknown-key',
          `"${key}" is no field of ${kind}${didYouMean(key, keysBeside(kind))}`,
        ),
      )
    case 'invalid_type':
      return [
        yaml.problemAt(
          path,
          'wrong-type',
          `should be ${article(issue.expected)}, is ${JSON.stringify(value).slice(0, 60)}${yesOrNo(value)}`,
        ),
      ]
    case 'invalid_value':
      return [yaml.problemAt(path, 'wrong-value', `must be one of ${issue.values.join(', ')}`)]
    case 'invalid_union':
      // The field that tells two forms apart.
      if ('discriminator' in issue) return [yaml.problemAt(path, 'wrong-value', 'must be true, or left out')]
      return [
        yaml.problemAt(
          path,
          'wrong-form',
          `does not have the form of ${kind}: ${issue.errors
            .map((errors) => errors[0]?.message)
            .filter(Boolean)
            .join(', or ')}`,
        ),
      ]
    default:
      return [yaml.problemAt(path, 'wrong-value', issue.message)]
  }
}

function absent(value: null | undefined, path: Path, yaml: YamlFile, kind: FileKind): Problem {
  const name = path.at(-1) ?? `${kind}.yaml`
  if (value === null) return yaml.problemAt(path, 'empty-field', `\`${name}\` is empty; fill it in or remove the line`)
  return name === 'en' || name === 'zh'
    ? yaml.problemAt(
        path,
        'missing-translation',
        `has no ${name === 'en' ? 'English' : 'Chinese'} text; add \`${name}:\``,
      )
    : yaml.problemAt(path, 'missing-field', `has no \`${name}\``)
}

const article = (expected: string): string =>
  expected === 'array'
    ? 'a list'
    : expected === 'object'
      ? 'a group of fields'
      : expected === 'boolean'
        ? 'true or false'
        : `a ${expected}`

const yesOrNo = (value: unknown): string =>
  /^(yes|no|on|off)$/i.test(String(value))
    ? '; write true or false'
    : typeof value === 'number'
      ? '; put it in quotes if it is text'
      : ''

/** All field names anywhere in a file's shape: good enough to find the one that was meant. */
function keysBeside(kind: FileKind): string[] {
  const keys = new Set<string>()
  const walk = (shape: unknown): void => {
    if (typeof shape !== 'object' || shape === null) return
    const { def } = shape as { def?: Record<string, unknown> }
    if (!def) return
    if (def.shape) for (const [key, inner] of Object.entries(def.shape as object)) keys.add(key) && walk(inner)
    for (const inner of [def.element, def.innerType, def.in, def.valueType]) walk(inner)
    if (Array.isArray(def.options)) def.options.forEach(walk)
  }
  walk(FILE_SHAPES[kind])
  return [...keys]
}
