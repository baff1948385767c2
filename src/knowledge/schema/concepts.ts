/** `concepts.yaml`: the vocabulary of the field and the words people use for it. */
import { z } from 'zod'
import { bilingual, bilingualList, id } from './common.ts'

const concept = z.strictObject({
  id,
  name: bilingual,
  /** Matched by stem and without case; the longest words win. Chinese is written in simplified characters. */
  words: bilingualList,
  /** Narrower kinds (pig butchering) that are not counted by themselves: whoever names one is told that the count is of the whole. */
  kinds: bilingualList.optional(),
  /** Words that do not name it by themselves, but beside its whole mean this part of it: "online" beside personal information. */
  part_words: bilingualList.optional(),
  part_of: z.array(id).optional(),
  note: bilingual.optional(),
})

export const UNITS = [
  'people',
  'cases',
  'gangs',
  'yuan',
  'percent',
  'times',
  'calls',
  'warnings',
  'reports',
  'visits',
] as const

export const conceptsFile = z.strictObject({
  /** `event`: its words also name what happened (an epidemic), so that without a stage of procedure a question may not be about crime. */
  offences: z.array(concept.extend({ event: z.boolean().optional() })),
  stages: z.array(concept),
  measures: z.array(concept.extend({ unit: z.enum(UNITS) })),
  /** `outside`: a place people ask about for which the base holds no figures of its own. */
  places: z.array(concept.extend({ outside: z.boolean().optional() })),
  operations: z.array(concept.partial({ name: true })),
})
export type ConceptsFile = z.infer<typeof conceptsFile>
export type Concept = z.infer<typeof concept>
export type ConceptKind = 'offence' | 'stage' | 'measure' | 'place' | 'operation'
