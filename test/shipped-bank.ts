/** The question bank that ships, and its known failures. */
import { join } from 'node:path'
import { loadKnowledge } from '../src/knowledge/load.ts'
import { ROOT } from './shipped.ts'

export const { bank, knownFailures } = loadKnowledge([join(ROOT, 'knowledge')])
